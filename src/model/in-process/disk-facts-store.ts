import type { Log } from '../../log.ts';
import { createDiskStore, type FactStore } from '../cache/disk-store.ts';
import { loadedFacts, type LoadedFacts } from './protocol.ts';

/** What the engine said of a model file, by the file's digest: a run without a call need not load the weights. */
export type FactsStore = FactStore<LoadedFacts>;

export function createDiskFactsStore(options: { readonly directory: string; readonly log: Log }): FactsStore {
  const read = (value: unknown) => loadedFacts.safeParse(value).data;
  return createDiskStore({ ...options, what: 'Facts about model files', read });
}
