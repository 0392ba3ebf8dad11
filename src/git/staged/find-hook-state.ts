import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** What stands in git's folder while git itself puts commits together. `REBASE_HEAD` can linger: it says nothing. */
const states = [
  ['rebase-merge', 'a rebase is in progress'],
  ['rebase-apply', 'a rebase or `git am` is in progress'],
  ['MERGE_HEAD', 'a merge is in progress'],
  ['SQUASH_MSG', 'a merge is being squashed'],
  ['CHERRY_PICK_HEAD', 'a cherry-pick is in progress'],
  ['REVERT_HEAD', 'a revert is in progress'],
] as const;

/** Why nothing is to be changed: other people's code is among what is staged. Empty: go on. */
export function whyToStop(gitDir: string): string {
  return states.find(([name]) => existsSync(join(gitDir, name)))?.[1] ?? '';
}
