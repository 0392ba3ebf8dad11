import type { Log } from '../../log.ts';
import { entryPath, readEntry, writeEntry } from './atomic-file.ts';

/** Small facts kept from run to run. A failing disk never fails a review. */
export interface FactStore<T> {
  get(key: string): Promise<T | undefined>;
  put(key: string, value: T): Promise<void>;
}

export interface DiskStoreOptions<T> {
  readonly directory: string;
  readonly log: Log;
  /** What is kept, for the one warning when the disk fails: `Results of capability checks`. */
  readonly what: string;
  /** The value as read back; undefined when it is not one. */
  readonly read: (value: unknown) => T | undefined;
}

/** Facts on disk; a failing disk costs one warning and turns the store off for this run. */
export function createDiskStore<T>({ directory, log, what, read }: DiskStoreOptions<T>): FactStore<T> {
  let isOff = false;
  const turnOff = (error: unknown): undefined => {
    if (!isOff) log.warn(`${what} are not kept: the folder cannot be used`, { directory, error: String(error) }); // prettier-ignore
    isOff = true;
  };
  return {
    get: async (key) =>
      isOff ? undefined : read(await readEntry(entryPath(directory, key), key).catch(turnOff)),
    put: async (key, value) => {
      if (!isOff) await writeEntry(entryPath(directory, key), key, value).catch(turnOff);
    },
  };
}
