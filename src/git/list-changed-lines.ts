import type { LineRange } from '../change/outline-lines.ts';
import { diffSettings } from './diff-options.ts';
import { disableFilters } from './disable-filters.ts';
import { findRepository } from './find-repository.ts';
import { findMergeBase, resolveCommit } from './resolve-commit.ts';
import { runGit, type GitOptions } from './run-git.ts';
import { docPatterns, lineDiff } from './staged/list-staged.ts';
import { parseStagedDiff } from './staged/parse-staged-diff.ts';

/** A file of the working tree that differs from a commit. */
export interface ChangedLines {
  /** From the root, with `/`. */
  readonly path: string;
  /** 1-based lines that are new or changed, ascending, never empty; undefined: git does not track it, so all of them. */
  readonly added: readonly LineRange[] | undefined;
}

/**
 * Files that could carry docs and have new lines in the working tree, staged or not, new ones that are not ignored among them,
 * by path. Names that are no valid UTF-8 are left out. No filter of the repository runs.
 *
 * @param base commit or tree to compare with
 * @param git runs at the root
 * @throws GalleyError `git-failed`
 */
export async function listChangedLines(base: string, git: GitOptions): Promise<readonly ChangedLines[]> {
  const others = ['--no-literal-pathspecs', 'ls-files', '--others', '--exclude-standard', '-z'];
  const [filters, fresh] = await Promise.all([
    disableFilters(git),
    runGit([...others, '--', ...docPatterns], git),
  ]);
  const diff = await runGit([...diffSettings, ...filters, ...lineDiff, base, '--', ...docPatterns], git);
  const changed = parseStagedDiff(diff)
    .filter(({ added }) => added.length > 0)
    .map(({ name, added }) => ({ path: name.toString(), added }));
  const names = fresh.toString().split('\0').filter(Boolean);
  return [...changed, ...names.map((path) => ({ path, added: undefined }))]
    .filter(({ path }) => !path.includes('\ufffd'))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * Where HEAD left `ref`, as `ref...HEAD` means it.
 *
 * @throws GalleyError `unknown-ref`, `git-failed`
 */
export async function findBranchPoint(ref: string, git: GitOptions): Promise<string> {
  const repository = await findRepository(git);
  const base = { name: ref, id: await resolveCommit(ref, repository, git) };
  const head = { name: 'HEAD', id: await resolveCommit('HEAD', repository, git) };
  return findMergeBase(base, head, repository, git);
}
