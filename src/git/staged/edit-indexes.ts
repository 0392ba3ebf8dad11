import { renameSync, rmSync, statSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { GalleyError } from '../../errors.ts';
import type { GitOptions } from '../run-git.ts';
import type { IndexPlace } from './locate-index.ts';

/** Where, and what tells that the commit was given up. */
export interface EditedPlace extends IndexPlace {
  readonly stop?: AbortSignal | undefined;
}

/**
 * Has git commands change all indexes of a commit, or none.
 *
 * An index that anyone may write is changed under git's own lock, within `edit`. Those that our own git holds are copied, the
 * copies changed, and put in place by renaming: a git command in their place could outlive us when we are killed, and leave its
 * lock behind a commit that is over.
 *
 * @param edit changes the index of its environment; false: it could not, and nothing is put in place. May throw.
 * @param scratch folder on the same disk
 * @returns the answers, one an index
 * @throws GalleyError `interrupted` when the commit was given up before the copies were put in place
 */
export async function editIndexes<T>(
  here: EditedPlace,
  scratch: string,
  edit: (git: GitOptions) => Promise<T>,
  isDone: (answer: T) => boolean,
): Promise<readonly T[]> {
  const editAt = (index: string): Promise<T> =>
    edit({ ...here.git, env: { ...here.git.env, GIT_INDEX_FILE: index } });
  if (!here.isHeld) return Promise.all(here.indexes.map(editAt));
  const copies = here.indexes.map((_, i) => join(scratch, `index-${i}`));
  await Promise.all(here.indexes.map((index, i) => copyFile(index, copies[i] ?? '')));
  const answers = await Promise.all(copies.map(editAt));
  if (!answers.every(isDone)) return answers;
  // A Ctrl-C that came while git worked is seen in the next turn; the git that held the indexes has ended by it.
  await sleep(1);
  if (here.stop?.aborted)
    throw new GalleyError('interrupted', { what: 'Stopped before anything was written' });
  putInPlace(copies, here.indexes);
  return answers;
}

/**
 * Last the one that is committed: what is in no later index would be taken back by the next commit.
 *
 * A git that is interrupted takes its locks away, and a lock without an owner would stop every later command: where one of them is
 * gone, so are those that were put in place meanwhile.
 */
function putInPlace(copies: readonly string[], indexes: readonly string[]): void {
  const placed: string[] = [];
  try {
    for (const [i, index] of [...indexes.entries()].reverse()) {
      statSync(index);
      renameSync(copies[i] ?? '', index);
      placed.push(index);
    }
    for (const index of indexes) statSync(index);
  } catch (error) {
    const isGone = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    for (const index of isGone ? placed : []) rmSync(index, { force: true });
    throw error;
  }
}
