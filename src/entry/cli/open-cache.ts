import { join } from 'node:path';
import type { Settings } from '../../config/schema.ts';
import type { Log } from '../../log.ts';
import type { DiskReplyCache } from '../../model/cache/disk-reply-cache.ts';
import type { ReplyCache } from '../../review/ports.ts';
import { directories } from './command-settings.ts';

/** Where replies and what is known about servers are kept: the operator's choice, else the user's cache folder. */
export function cacheDirectory(settings: Settings): string {
  return settings.cache.directory ?? directories.cache;
}

/** @param directory other than the usual one */
export async function openCache(
  settings: Settings,
  log: Log,
  directory = join(cacheDirectory(settings), 'replies'),
): Promise<DiskReplyCache> {
  const { createDiskReplyCache } = await import('../../model/cache/disk-reply-cache.ts');
  return createDiskReplyCache({ directory, maxBytes: settings.cache.maxMegabytes * 1024 * 1024, log });
}

/** The same, opened by the first question: what checks its entries takes longer to load than an empty change to review. */
export function lazyCache(settings: Settings, log: Log, directory?: string): ReplyCache {
  let opened: Promise<ReplyCache> | undefined;
  const open = (): Promise<ReplyCache> => (opened ??= openCache(settings, log, directory));
  return {
    get: async (key) => (await open()).get(key),
    put: async (key, completion) => (await open()).put(key, completion),
  };
}
