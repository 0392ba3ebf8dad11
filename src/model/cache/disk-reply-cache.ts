import { utimesSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../../log.ts';
import type { ReplyCache } from '../../review/ports.ts';
import { entryPath, readEntry, writeEntry } from './atomic-file.ts';
import { evictOldest, listEntries } from './evict-entries.ts';
import { isCompletion } from './is-completion.ts';

export interface DiskCacheOptions {
  /** Absolute path; made when the first reply is kept. */
  readonly directory: string;
  /** Most bytes of all entries together; 0 keeps nothing. */
  readonly maxBytes: number;
  readonly log: Log;
}

export interface CacheStats {
  readonly entries: number;
  readonly bytes: number;
}

export interface DiskReplyCache extends ReplyCache {
  stats(): Promise<CacheStats>;
  /** Removes every entry; answers how many there were. */
  clear(): Promise<number>;
}

/**
 * Replies on disk, one file an entry. A failing disk costs one warning and turns the cache off for this run.
 * The least recently used entries go when the sum passes `maxBytes`; that is looked at once at the first put and
 * then whenever this process has written a sixteenth of it, so several runs at once may pass it by that much each.
 */
export function createDiskReplyCache(options: DiskCacheOptions): DiskReplyCache {
  const { directory, maxBytes, log } = options;
  const slack = Math.max(1, Math.floor(maxBytes / 16));
  let isOff = maxBytes <= 0;
  let sinceScan = slack;

  const guard = async <T>(work: () => Promise<T>, otherwise: T): Promise<T> => {
    if (isOff) return otherwise;
    try {
      return await work();
    } catch (error) {
      if (!isOff) log.warn('The reply cache is off: its folder cannot be used', { directory, error: String(error) }); // prettier-ignore
      isOff = true;
      return otherwise;
    }
  };

  return {
    get: (key) =>
      guard(async () => {
        const path = entryPath(directory, key);
        const value = await readEntry(path, key);
        if (!isCompletion(value)) return undefined;
        touch(path);
        return value;
      }, undefined),
    put: (key, completion) =>
      guard(async () => {
        sinceScan += await writeEntry(entryPath(directory, key), key, completion);
        if (sinceScan < slack) return;
        sinceScan = 0;
        await evictOldest(directory, maxBytes, slack);
      }, undefined),
    stats: async () => {
      const entries = await listEntries(directory);
      return { entries: entries.length, bytes: entries.reduce((sum, entry) => sum + entry.bytes, 0) };
    },
    clear: async () => {
      const { length } = await listEntries(directory);
      await rm(join(directory, 'v1'), { recursive: true, force: true });
      return length;
    },
  };
}

/** Only the order of eviction hangs on it: a read-only cache still answers. */
function touch(path: string): void {
  try {
    const now = new Date();
    utimesSync(path, now, now);
  } catch {
    // It goes earlier than it should.
  }
}
