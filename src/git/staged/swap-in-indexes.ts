import { setTimeout as sleep } from 'node:timers/promises';
import { describeFailure, isGalleyError } from '../../errors.ts';
import { editIndexes, type EditedPlace } from './edit-indexes.ts';
import type { IndexPlace } from './locate-index.ts';
import { readEntryIds } from './read-entry-traits.ts';
import { swapEntries, type Swap } from './swap-entries.ts';

/** Milliseconds to wait for the lock of an index: an editor that asks for the status holds it for some of them. */
const waits = [10, 20, 40, 80, 120, 160, 160, 160, 160, 160];

/**
 * Swaps entries in the indexes of a commit. What is not any more as it was is left out, the rest goes in together. Never throws.
 *
 * @returns why a path was left out; paths that were swapped are absent.
 */
export async function swapInIndexes(
  swaps: readonly Swap[],
  here: EditedPlace,
  scratch: string,
): Promise<ReadonlyMap<string, string>> {
  let wanted = swaps;
  let locked = false;
  try {
    for (const wait of [...waits, undefined]) {
      if (wanted.length === 0) break;
      const results = await editIndexes(
        here,
        scratch,
        (git) => swapEntries(wanted, git),
        (result) => result === 'swapped',
      );
      if (results.every((result) => result === 'swapped')) return leftOut(swaps, wanted, stale);
      locked = results.includes('locked');
      if (wait === undefined) break;
      if (locked) await sleep(wait);
      else wanted = await stillThere(wanted, here);
    }
    return leftOut(swaps, [], locked ? 'another process holds the index' : stale);
  } catch (error) {
    return leftOut(swaps, [], isGalleyError(error) ? describeFailure(error) : unwritable(error));
  }
}

const stale = 'something else was staged meanwhile';

/** A full disk, or an index that went away with the git that held it. */
function unwritable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return `the index could not be written (${code})`;
}

function leftOut(swaps: readonly Swap[], done: readonly Swap[], why: string): ReadonlyMap<string, string> {
  const paths = new Set(done.map(({ path }) => path));
  return new Map(swaps.filter(({ path }) => !paths.has(path)).map(({ path }) => [path, why]));
}

async function stillThere(swaps: readonly Swap[], { indexes, git }: IndexPlace): Promise<readonly Swap[]> {
  const paths = swaps.map(({ path }) => path);
  const found = await Promise.all(
    indexes.map((index) => readEntryIds(paths, { ...git, env: { ...git.env, GIT_INDEX_FILE: index } })),
  );
  return swaps.filter(({ path, from }) => found.every((ids) => ids.get(path) === from));
}
