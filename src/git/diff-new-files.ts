import type { FileChange } from '../change/change.ts';
import { decodeUtf8 } from '../change/decode-bytes.ts';
import type { Log } from '../log.ts';
import { hashBlob } from './hash-blob.ts';
import { isBinary, tellingBytes } from './is-binary.ts';
import { readWorkingFile, type Refusal, type WorkingFile } from './read-working-file.ts';

export interface NewFilesOptions {
  readonly root: string;
  readonly objectFormat: 'sha1' | 'sha256';
  readonly log: Log;
  /** Most bytes of one file; undefined: as many as all may have. */
  readonly maxFileBytes?: number | undefined;
  /** Most bytes of all files together. */
  readonly maxTotalBytes?: number;
}

/** Files that git does not track yet, as a change that adds them. */
export interface NewFiles {
  /** As git would print it, one character a byte. */
  readonly diff: string;
  /** Files too large, beyond the total, or not to be read: without lines, but not left out in silence. */
  readonly unread: readonly FileChange[];
}

/**
 * `paths`: relative to the root, as `ls-files --others` prints them, one character a byte. Nested repositories
 * (names with a slash at the end) are skipped.
 */
export async function diffNewFiles(paths: readonly string[], options: NewFilesOptions): Promise<NewFiles> {
  const { root, objectFormat, maxFileBytes = Infinity, maxTotalBytes = 32 * 1024 * 1024 } = options;
  let left = maxTotalBytes;
  const parts: string[] = [];
  const unread: FileChange[] = [];
  for (const path of paths) {
    if (path.endsWith('/')) continue;
    const name = Buffer.from(path, 'latin1');
    const file = await readWorkingFile(root, name, Math.min(maxFileBytes, left));
    if (typeof file !== 'string') {
      left -= file.bytes.length;
      parts.push(diffNewFile(path, file, objectFormat));
      continue;
    }
    const start = await readWorkingFile(root, name, tellingBytes, 'start');
    options.log.debug('new file is named but not read', { path: name.toString(), reason: file });
    if (typeof start !== 'string' && isBinary(start.bytes)) parts.push(diffLargeBinary(path, objectFormat));
    else unread.push(unreadFile(path, start));
  }
  return { diff: parts.join(''), unread };
}

function unreadFile(path: string, start: WorkingFile | Refusal): FileChange {
  const isRead = typeof start !== 'string';
  return {
    path: decodeUtf8(path) ?? path,
    basePath: undefined,
    status: 'added',
    baseMode: undefined,
    headMode: isRead ? start.mode : undefined,
    baseBlob: undefined,
    headBlob: undefined,
    binary: false,
    unread: isRead
      ? { reason: 'the new files are too large to be read together', bytes: start.size }
      : { reason: 'its content could not be read' },
    submodule: false,
    encoding: 'utf8',
    hunks: [],
  };
}

function diffNewFile(path: string, file: WorkingFile, format: 'sha1' | 'sha256'): string {
  const head = header(path, file.mode, hashBlob(file.bytes, format));
  if (file.bytes.length === 0) return head;
  if (isBinary(file.bytes)) return head + binaryLine(path);
  const text = file.bytes.toString('latin1');
  const isComplete = text.endsWith('\n');
  const lines = (isComplete ? text.slice(0, -1) : text).split('\n');
  const range = lines.length === 1 ? '+1' : `+1,${lines.length}`;
  const body = lines.map((line) => `+${line}\n`).join('');
  const end = isComplete ? '' : '\\ No newline at end of file\n';
  return `${head}--- /dev/null\n+++ ${fileName(path)}\n@@ -0,0 ${range} @@\n${body}${end}`;
}

function diffLargeBinary(path: string, format: 'sha1' | 'sha256'): string {
  return header(path, '100644', zeros(format)) + binaryLine(path);
}

function header(path: string, mode: string, id: string): string {
  const zero = '0'.repeat(id.length);
  return `diff --git ${quote(`a/${path}`)} ${quote(`b/${path}`)}\nnew file mode ${mode}\nindex ${zero}..${id}\n`;
}

function binaryLine(path: string): string {
  return `Binary files /dev/null and ${quote(`b/${path}`)} differ\n`;
}

/** After `---` and `+++` git ends a name that holds a space with a tab. */
function fileName(path: string): string {
  const quoted = quote(`b/${path}`);
  return path.includes(' ') && !quoted.startsWith('"') ? `${quoted}\t` : quoted;
}

function zeros(format: 'sha1' | 'sha256'): string {
  return '0'.repeat(format === 'sha256' ? 64 : 40);
}

const escapes: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '"': '\\"',
  '\\': '\\\\',
};

/** Git's quoting with `core.quotePath`: in quotation marks when a byte needs an escape. */
function quote(path: string): string {
  const quoted = path.replace(/[\x00-\x1f"\\\x7f-\xff]/g, (byte) => {
    return escapes[byte] ?? `\\${byte.charCodeAt(0).toString(8).padStart(3, '0')}`;
  });
  return quoted === path ? path : `"${quoted}"`;
}
