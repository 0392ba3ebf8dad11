import { tryGit } from '../run-git.ts';
import { editIndexes } from './edit-indexes.ts';
import type { IndexPlace } from './locate-index.ts';

/**
 * Has git look at these files again, so that a new entry does not pass for one that differs. A failure is none: the next
 * `git status` does the same.
 *
 * `git add --refresh` stages nothing. (`git update-index --refresh -- PATH` would stage what is unstaged.)
 */
export async function refreshEntries(
  paths: readonly string[],
  here: IndexPlace,
  scratch: string,
): Promise<void> {
  if (paths.length === 0) return;
  const args = ['add', '--refresh', '--pathspec-from-file=-', '--pathspec-file-nul'];
  const input = paths.join('\0');
  await editIndexes(
    here,
    scratch,
    (git) => tryGit(args, { ...git, input, isDetached: true }),
    ({ code }) => code === 0,
  ).catch(() => {});
}
