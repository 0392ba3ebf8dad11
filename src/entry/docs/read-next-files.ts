import { isGalleyError } from '../../errors.ts';
import { emptyTree, findRepository } from '../../git/find-repository.ts';
import { listChangedLines } from '../../git/list-changed-lines.ts';
import { findCommit } from '../../git/resolve-commit.ts';
import { whyToStop } from '../../git/staged/find-hook-state.ts';
import { readAll, readScope, type CodeFile, type ScopeGit } from './read-scope.ts';

/**
 * What the next commits may want documented: what is staged, then what the working tree has beyond the commit before the last
 * one. The last commit is among it for what it left without a doc. Nothing while git puts commits together itself.
 *
 * @param git runs at the root
 */
export async function readNextFiles(
  git: ScopeGit & { readonly gitDir: string },
): Promise<readonly CodeFile[]> {
  if (whyToStop(git.gitDir) !== '') return [];
  try {
    const staged = await readScope({ kind: 'staged' }, git);
    const base = (await findCommit('HEAD^', git)) ?? emptyTree(await findRepository(git));
    const changed = await readAll(await listChangedLines(base, git), git.root);
    return [...staged.files, ...changed.files];
  } catch (error) {
    // Stopped, or git is in the middle of something: a later run finds the rest.
    if (isGalleyError(error)) return [];
    throw error;
  }
}
