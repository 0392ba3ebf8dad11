import { findCommit } from './resolve-commit.ts';
import { openObjectStream } from './open-object-stream.ts';
import { runGit, type GitOptions } from './run-git.ts';

export interface OldFilesOptions {
  /** Whether a path, from the top of the repository, is of interest. */
  readonly wants: (path: string) => boolean;
  readonly unchangedSince: Date;
  readonly mostFiles: number;
  /** Of one file and of all together. */
  readonly maxFileBytes: number;
  readonly maxBytes: number;
}

export interface OldFiles {
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** `unchanged`: since then. `half`: too few are, so it is the older half of all. */
  readonly age: 'unchanged' | 'half';
}

/** With fewer files unchanged since then, the older half of all says more. */
const leastFiles = 20;

/**
 * Files of the last commit that stand unchanged for longest, spread evenly over the tree. Read from git's objects: what
 * lies in the working tree may be changed or a link. None before the first commit. Five processes at most.
 */
export async function readOldFiles(
  { wants, unchangedSince, mostFiles, maxFileBytes, maxBytes }: OldFilesOptions,
  git: GitOptions,
): Promise<OldFiles> {
  const head = await findCommit('HEAD', git);
  if (head === undefined) return { files: [], age: 'half' };
  const list = await runGit(['ls-tree', '-r', '-z', '--full-tree', head], git);
  const entries = list
    .toString()
    .split('\0')
    .flatMap(readEntry)
    .filter(({ path }) => wants(path));
  const { chosen, age } = await chooseOld(entries, unchangedSince, head, git);
  const files: { path: string; text: string }[] = [];
  let left = maxBytes;
  const objects = openObjectStream(git);
  try {
    for (const { path, id } of takeEvenly(chosen, mostFiles)) {
      const bytes = await objects.read(id, Math.min(left, maxFileBytes));
      const text = bytes && decode(bytes);
      if (text === undefined) continue;
      left -= bytes?.length ?? 0;
      files.push({ path, text });
    }
  } finally {
    await objects.close();
  }
  return { files, age };
}

interface Entry {
  readonly path: string;
  readonly id: string;
}

/** `<mode> blob <id>TAB<path>`; links and submodules are none. */
function readEntry(line: string): Entry[] {
  const [, id, path] = /^100(?:644|755) blob ([0-9a-f]+)\t([^]+)$/.exec(line) ?? [];
  return id === undefined || path === undefined ? [] : [{ id, path }];
}

async function chooseOld(
  entries: readonly Entry[],
  since: Date,
  head: string,
  git: GitOptions,
): Promise<{ readonly chosen: readonly Entry[]; readonly age: OldFiles['age'] }> {
  const lately = new Set(await changedPaths([`--since=${since.toISOString()}`], head, git));
  const old = entries.filter(({ path }) => !lately.has(path));
  if (old.length >= leastFiles) return { chosen: old, age: 'unchanged' };
  const recency = new Map<string, number>();
  for (const path of await changedPaths([], head, git)) {
    if (!recency.has(path)) recency.set(path, recency.size);
  }
  // What no commit names came with a merge, whose own changes are not listed: taken for old.
  const rankOf = ({ path }: Entry): number => recency.get(path) ?? Number.MAX_SAFE_INTEGER;
  const oldest = [...entries].sort((a, b) => rankOf(b) - rankOf(a)).slice(0, Math.ceil(entries.length / 2));
  return { chosen: oldest.sort((a, b) => (a.path < b.path ? -1 : 1)), age: 'half' };
}

/** Every path that the commits name, the latest first; a path stands there as often as it was changed. */
async function changedPaths(range: readonly string[], head: string, git: GitOptions): Promise<string[]> {
  const args = [
    'log',
    '-z',
    '--format=',
    '--name-only',
    '--no-renames',
    '--no-ext-diff',
    ...range,
    head,
    '--',
  ];
  return (await runGit(args, git)).toString().split('\0').filter(Boolean);
}

function takeEvenly<T>(all: readonly T[], most: number): T[] {
  const count = Math.min(most, all.length);
  return Array.from({ length: count }, (_, index) => all[Math.floor((index * all.length) / count)]).filter(
    (one) => one !== undefined,
  );
}

function decode(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // No text: nothing to measure on.
    return undefined;
  }
}
