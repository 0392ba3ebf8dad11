import { execFileSync } from 'node:child_process';
import type { ByteText } from './random-content.ts';
import type { Tree } from './random-trees.ts';

/** One line of `git diff --raw`: what git says about a file pair beside the patch. */
export interface RawRecord {
  /** First letter of the status: A, C, D, M, R, T. */
  readonly status: string;
  readonly baseMode: string;
  readonly headMode: string;
  /** Of a rename or copy the source and the target, else the same path twice. Bytes. */
  readonly basePath: ByteText;
  readonly headPath: ByteText;
}

/** Runs the real git, without the settings of this machine. */
export function runGit(directory: string, args: readonly string[], input?: Buffer): Buffer {
  return execFileSync('git', ['-C', directory, ...args], {
    input: input ?? Buffer.alloc(0),
    maxBuffer: 1 << 30,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null', LC_ALL: 'C' },
  });
}

/** Stores both trees as the commits `base` and `head` of a bare repository, in one run of git. */
export function storeTrees(directory: string, base: Tree, head: Tree): void {
  const parts: Buffer[] = [];
  const say = (bytes: ByteText): number => parts.push(Buffer.from(bytes, 'latin1'));
  for (const [name, tree] of [
    ['base', base],
    ['head', head],
  ] as const) {
    say(`commit refs/heads/${name}\ncommitter T <t@example.invalid> 1767225600 +0000\ndata 0\n\ndeleteall\n`);
    for (const [path, { mode, content }] of tree) {
      if (mode === '160000') say(`M ${mode} ${content} ${quoted(path)}\n`);
      else say(`M ${mode} inline ${quoted(path)}\ndata ${String(content.length)}\n${content}\n`);
    }
    say('\n');
  }
  runGit(directory, ['fast-import', '--quiet', '--force'], Buffer.concat(parts));
}

function quoted(path: ByteText): string {
  const escape = (byte: string): string => `\\${byte.charCodeAt(0).toString(8).padStart(3, '0')}`;
  return `"${path.replace(/[^ !#-[\]-~]/g, escape)}"`;
}

/** Reads `git diff --raw -z`. */
export function readRaw(output: Buffer): RawRecord[] {
  const fields = output.toString('latin1').split('\0');
  const records: RawRecord[] = [];
  for (let at = 0; at + 1 < fields.length;) {
    const [baseMode = '', headMode = '', , , status = ''] = (fields[at] ?? '').slice(1).split(' ');
    const isPair = status.startsWith('R') || status.startsWith('C');
    const basePath = fields[at + 1] ?? '';
    const headPath = isPair ? (fields[at + 2] ?? '') : basePath;
    records.push({ status: status.charAt(0), baseMode, headMode, basePath, headPath });
    at += isPair ? 3 : 2;
  }
  return records;
}
