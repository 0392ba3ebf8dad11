import * as z from 'zod/mini';
import type { Log } from '../../log.ts';
import type { AbilityStore } from '../abilities/ability-store.ts';
import { createDiskStore } from './disk-store.ts';

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
  const read = (value: unknown) => abilities.safeParse(value).data;
  return createDiskStore({ ...options, what: 'Results of capability checks', read });
}
