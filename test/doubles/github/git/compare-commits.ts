import type { Git } from './open-git.ts';
import { readDiff } from './read-diff.ts';
import type { DiffFile } from './read-diff.ts';

/** What lies between the merge base of two commits and the second: a three-dot diff, as the forge shows it. */
export interface Compared {
  readonly base: string;
  readonly head: string;
  readonly mergeBase: string;
  readonly files: readonly DiffFile[];
  /** Commits of the head that the base lacks, oldest first. */
  readonly ahead: readonly string[];
  readonly behind: number;
}

/** Settings of the forge's own diff: nothing of the repository or the machine takes part. */
export const diffSettings = [
  '--no-color',
  '--no-ext-diff',
  '--no-textconv',
  '--find-renames=50%',
  '--unified=3',
  '--inter-hunk-context=0',
  '--diff-algorithm=myers',
  '--src-prefix=a/',
  '--dst-prefix=b/',
  '--submodule=short',
  '--ignore-submodules=none',
];

const known = new WeakMap<Git, Map<string, Promise<Compared | undefined>>>();

/** Compares two commits (SHAs: the answer is kept). Undefined: their histories have nothing in common. */
export function compareCommits(
  git: Git,
  repository: string,
  base: string,
  head: string,
): Promise<Compared | undefined> {
  const answers = known.get(git) ?? new Map<string, Promise<Compared | undefined>>();
  known.set(git, answers);
  const key = `${repository} ${base} ${head}`;
  const answer = answers.get(key) ?? compare(git, repository, base, head);
  answers.set(key, answer);
  return answer;
}

async function compare(
  git: Git,
  repository: string,
  base: string,
  head: string,
): Promise<Compared | undefined> {
  const found = await git.attempt(repository, ['merge-base', base, head]);
  if (found.code !== 0) return undefined;
  const mergeBase = found.stdout.toString('latin1').trim();
  const [files, commits] = await Promise.all([
    diffFiles(git, repository, mergeBase, head),
    git.run(repository, ['rev-list', '--left-right', '--topo-order', '--reverse', `${base}...${head}`]),
  ]);
  const lines = commits.toString('latin1').split('\n');
  return {
    base,
    head,
    mergeBase,
    files,
    ahead: lines.filter((line) => line.startsWith('>')).map((line) => line.slice(1)),
    behind: lines.filter((line) => line.startsWith('<')).length,
  };
}

/** The files that differ between two trees. */
export async function diffFiles(git: Git, repository: string, from: string, to: string): Promise<DiffFile[]> {
  const wanted = ['--raw', '--numstat', '--patch', '-z', '--no-abbrev', ...diffSettings];
  return readDiff(await git.run(repository, ['diff', ...wanted, from, to, '--']));
}
