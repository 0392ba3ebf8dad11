import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { takeDocsOut } from './take-docs-out.ts';

/** All that is left after a commit. */
export interface Snapshot {
  /** Mode and content of each file of HEAD, docs taken out. */
  readonly head: ReadonlyMap<string, string>;
  readonly index: ReadonlyMap<string, string>;
  readonly tree: ReadonlyMap<string, string>;
  readonly docs: Docs;
  /** What git takes for changed once it has looked again, by content, and as people ask it. */
  readonly dirty: string;
  readonly status: string;
  readonly refs: string;
  /** Locks and files of our own in git's folder, those of all working trees. */
  readonly litter: readonly string[];
}

/** How many docs stand there, by path. */
export interface Docs {
  readonly head: Readonly<Record<string, number>>;
  readonly index: Readonly<Record<string, number>>;
  readonly tree: Readonly<Record<string, number>>;
  /** Docs whose lines end otherwise than those around them, by path. */
  readonly misfits: readonly string[];
}

/** @param env says which index, where it is another one */
export function lookAt(root: string, env: Readonly<Record<string, string>>): Snapshot {
  const git = (...args: string[]): string =>
    execFileSync('git', args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    }).toString();
  const docs = { head: {}, index: {}, tree: {}, misfits: [] as string[] };
  const strip = (side: Record<string, number>, path: string, bytes: Buffer): string => {
    const out = takeDocsOut(bytes);
    if (out.docs > 0) side[path] = out.docs;
    if (out.misfits > 0) docs.misfits.push(path);
    return out.text;
  };
  const read = (listing: string, side: Record<string, number>): Map<string, string> => {
    const records = listing.split('\0').filter(Boolean).map(readRecord);
    const blobs = readBlobs(root, records);
    return new Map(
      records.map(({ path, flags, id }) => [
        path,
        `${flags}\n${strip(side, path, blobs.get(id) ?? Buffer.from(id))}`,
      ]),
    );
  };
  const dirty = git('diff', '--name-only', '-z');
  const hasHead = git('rev-list', '--all', '-n1') !== '';
  const gitDir = git('rev-parse', '--absolute-git-dir').trim();
  return {
    head: read(hasHead ? git('ls-tree', '-r', '-z', 'HEAD') : '', docs.head),
    index: read(git('ls-files', '-v', '-s', '-z'), docs.index),
    tree: readTree(root, (path, bytes) => strip(docs.tree, path, bytes)),
    docs,
    dirty,
    status: git('status', '--porcelain', '-z'),
    refs: git('for-each-ref', '--format=%(refname)'),
    litter: litterIn(commonOf(gitDir)),
  };
}

function commonOf(gitDir: string): string {
  const file = join(gitDir, 'commondir');
  return existsSync(file) ? resolve(gitDir, readFileSync(file, 'utf8').trim()) : gitDir;
}

interface Entry {
  readonly flags: string;
  readonly id: string;
  readonly path: string;
}

/** Of `ls-tree` or of `ls-files -v --stage`. */
function readRecord(record: string): Entry {
  const [, flags = '', id = '', path = ''] =
    /^((?:\w )?\d{6}(?: \w+)?) ([0-9a-f]{40,64})[^\t]*\t([^]*)$/.exec(record) ?? [];
  return { flags, id, path };
}

/** By id. Commits of submodules are none. */
function readBlobs(root: string, entries: readonly Entry[]): Map<string, Buffer> {
  const ids = entries.filter(({ flags }) => !flags.includes('160000')).map(({ id }) => id);
  const output = execFileSync('git', ['cat-file', '--batch'], { cwd: root, input: ids.join('\n') });
  const found = new Map<string, Buffer>();
  for (let at = 0; at < output.length;) {
    const end = output.indexOf('\n', at);
    const [id = '', , size = ''] = output.toString('latin1', at, end).split(' ');
    found.set(id, output.subarray(end + 1, end + 1 + Number(size)));
    at = end + Number(size) + 2;
  }
  return found;
}

/** Mode, owner, number of names and content of each file, git's own folder apart. */
function readTree(root: string, strip: (path: string, bytes: Buffer) => string): Map<string, string> {
  const found = new Map<string, string>();
  for (const path of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    if (path === '.git' || path.startsWith('.git/')) continue;
    const full = join(root, path);
    const stat = lstatSync(full);
    if (stat.isDirectory()) continue;
    const bytes = stat.isSymbolicLink() ? Buffer.from(readlinkSync(full)) : readFileSync(full);
    found.set(path, `${stat.mode.toString(8)} ${stat.uid} ${stat.gid} ${stat.nlink}\n${strip(path, bytes)}`);
  }
  return found;
}

function litterIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.lock$|(?:^|\/)scratch-|tmp_obj|next-index/.test(name),
  );
}
