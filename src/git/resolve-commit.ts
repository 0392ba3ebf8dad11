import { distance } from 'fastest-levenshtein';
import { GalleyError } from '../errors.ts';
import { printable } from '../safety/printable.ts';
import type { Repository } from './find-repository.ts';
import { runGit, tryGit, type GitOptions } from './run-git.ts';

/** The whole id of the commit that `ref` names. Throws `unknown-ref`, with the nearest names or the fetch to run. */
export async function resolveCommit(ref: string, repository: Repository, git: GitOptions): Promise<string> {
  const id = await findCommit(ref, git);
  if (id === undefined) throw await unknownRef(ref, repository, git);
  return id;
}

/** As {@link resolveCommit}; undefined when there is no such commit. Never lets a name act as an option. */
export async function findCommit(ref: string, git: GitOptions): Promise<string | undefined> {
  // No ref name starts with these, nor holds control characters (git check-ref-format).
  if (!/^[^-^\p{Cc}][^\p{Cc}]*$/u.test(ref)) return undefined;
  const result = await tryGit(['rev-parse', '--verify', '--quiet', `${ref}^{commit}`], git);
  const id = result.stdout.toString().trim();
  return result.code === 0 && /^[0-9a-f]{40,64}$/.test(id) ? id : undefined;
}

/** The id of the last commit that both have. Throws `unknown-ref` when there is none in this clone. */
export async function findMergeBase(
  base: { readonly name: string; readonly id: string },
  head: { readonly name: string; readonly id: string },
  repository: Repository,
  git: GitOptions,
): Promise<string> {
  const result = await tryGit(['merge-base', base.id, head.id], git);
  const id = result.stdout.toString().trim().split('\n')[0] ?? '';
  if (result.code === 0 && id !== '') return id;
  throw new GalleyError('unknown-ref', {
    what: `${printable(base.name, 100)} and ${printable(head.name, 100)} have no commit in common here`,
    why: repository.shallow
      ? 'This clone is shallow: older history is missing'
      : 'Their histories are unrelated',
    todo: repository.shallow ? 'git fetch --unshallow' : 'Review one commit: galley review --commit SHA',
  });
}

/** A commit whose parent this shallow clone lacks. */
export function parentMissing(name: string): GalleyError {
  return new GalleyError('unknown-ref', {
    what: `The parent of ${printable(name, 100)} is not in this clone`,
    why: 'The clone is shallow: without the parent there is nothing to compare with',
    todo: 'git fetch --deepen=1',
  });
}

async function unknownRef(ref: string, repository: Repository, git: GitOptions): Promise<GalleyError> {
  const names = await readRefNames(git);
  const near = nearestNames(ref, names);
  const shown = printable(ref, 100);
  const isEmpty = names.length === 0;
  const why = isEmpty ? 'The repository has no commits yet' : 'No branch, tag or commit has this name';
  return new GalleyError('unknown-ref', {
    what: `There is no commit "${shown}" in this repository`,
    why: repository.shallow ? `${why}; this clone is shallow` : why,
    todo:
      near.length > 0
        ? `Did you mean ${near.map((name) => printable(name, 100)).join(' or ')}?`
        : wayOut(ref, isEmpty, repository),
  });
}

function wayOut(ref: string, isEmpty: boolean, repository: Repository): string {
  if (!repository.shallow) return isEmpty ? 'galley review --staged' : 'git branch --all';
  const branch = ref.replace(/^(refs\/)?(remotes\/)?origin\//, '');
  // A name goes into a command to paste only when no shell could read it as anything else.
  const isPlain = /^[A-Za-z0-9_][A-Za-z0-9_./-]*$/.test(branch) && !/^[0-9a-f]{7,64}$/.test(branch);
  if (!isPlain) return 'git fetch --unshallow';
  return `git fetch --unshallow origin +refs/heads/${branch}:refs/remotes/origin/${branch}\nThen name origin/${branch}.`;
}

/** Branches, remote branches and tags as one types them, at most 5000. */
async function readRefNames(git: GitOptions): Promise<string[]> {
  const list = [
    'for-each-ref',
    '--count=5000',
    '--format=%(refname)',
    'refs/heads',
    'refs/remotes',
    'refs/tags',
  ];
  const lines = (await runGit(list, git)).toString().split('\n');
  return lines.filter(Boolean).map((name) => name.replace(/^refs\/(heads|remotes|tags)\//, ''));
}

/** At most two names: the same name on a remote first, else those within a third of the letters (two of a short name). */
export function nearestNames(ref: string, names: readonly string[]): string[] {
  const remote = names.filter((name) => name !== ref && name.endsWith(`/${ref}`));
  if (remote.length > 0) return remote.slice(0, 2);
  const limit = ref.length < 3 ? 1 : Math.max(2, Math.floor(ref.length / 3));
  return names
    .map((name) => ({ name, far: distance(ref.slice(0, 200), name) }))
    .filter(({ far }) => far <= limit)
    .sort((a, b) => a.far - b.far || (a.name < b.name ? -1 : 1))
    .slice(0, 2)
    .map(({ name }) => name);
}
