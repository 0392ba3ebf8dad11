import * as z from 'zod/mini';
import type { Log } from '../log.ts';
import type { AbilityStore } from './ability-store.ts';
import { entryPath, readEntry, writeEntry } from './atomic-file.ts';

const abilities = z.object({
  schema: z.enum(['enforced', 'ignored']),
  tokenProbabilities: z.boolean(),
  thinking: z.boolean(),
});

/** Results of capability checks on disk; a failing disk costs one warning and turns the store off for this run. */
export function createDiskAbilityStore(options: {
  readonly directory: string;
  readonly log: Log;
}): AbilityStore {
  const { directory, log } = options;
  let isOff = false;
  const turnOff = (error: unknown): undefined => {
    if (!isOff) log.warn('Results of capability checks are not kept: the folder cannot be used', { directory, error: String(error) }); // prettier-ignore
    isOff = true;
  };
  return {
    get: async (key) => {
      if (isOff) return undefined;
      const value = await readEntry(entryPath(directory, key), key).catch(turnOff);
      return abilities.safeParse(value).data;
    },
    put: async (key, value) => {
      if (!isOff) await writeEntry(entryPath(directory, key), key, value).catch(turnOff);
    },
  };
}
