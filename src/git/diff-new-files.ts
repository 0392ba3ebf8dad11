import type { Log } from '../log.ts';
import { hashBlob } from './hash-blob.ts';
import { readWorkingFile, type WorkingFile } from './read-working-file.ts';

export interface NewFilesOptions {
  readonly root: string;
  readonly objectFormat: 'sha1' | 'sha256';
  readonly log: Log;
  /** Most bytes of one file. */
  readonly maxFileBytes?: number;
  /** Most bytes of all files together. */
  readonly maxTotalBytes?: number;
}

/**
 * A diff, as git would print it, that adds files git does not track yet. Files too large or beyond the total are
 * there by name, as binary: without lines, but not left out in silence.
 *
 * `paths`: relative to the root, as `ls-files --others` prints them, one character a byte. Nested repositories
 * (names with a slash at the end) are skipped.
 */
export async function diffNewFiles(paths: readonly string[], options: NewFilesOptions): Promise<string> {
  const maxFile = options.maxFileBytes ?? 1024 * 1024;
  let left = options.maxTotalBytes ?? 32 * 1024 * 1024;
  const parts: string[] = [];
  for (const path of paths) {
    if (path.endsWith('/')) continue;
    const name = Buffer.from(path, 'latin1').toString();
    const file = await readWorkingFile(options.root, name, Math.min(maxFile, left));
    if (typeof file === 'string') {
      options.log.warn('new file is named but not read', { path: name, reason: file });
      parts.push(diffUnread(path, options.objectFormat));
      continue;
    }
    left -= file.bytes.length;
    parts.push(diffNewFile(path, file, options.objectFormat));
  }
  return parts.join('');
}

function diffNewFile(path: string, file: WorkingFile, format: 'sha1' | 'sha256'): string {
  const head = header(path, file.mode, hashBlob(file.bytes, format));
  if (file.bytes.length === 0) return head;
  // Git's own rule: a NUL among the first 8000 bytes.
  if (file.bytes.subarray(0, 8000).includes(0)) return head + binaryLine(path);
  const text = file.bytes.toString('latin1');
  const isComplete = text.endsWith('\n');
  const lines = (isComplete ? text.slice(0, -1) : text).split('\n');
  const range = lines.length === 1 ? '+1' : `+1,${lines.length}`;
  const body = lines.map((line) => `+${line}\n`).join('');
  const end = isComplete ? '' : '\\ No newline at end of file\n';
  return `${head}--- /dev/null\n+++ ${fileName(path)}\n@@ -0,0 ${range} @@\n${body}${end}`;
}

function diffUnread(path: string, format: 'sha1' | 'sha256'): string {
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
