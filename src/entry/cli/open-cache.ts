import { join } from 'node:path';
import type { Settings } from '../../config/schema.ts';
import type { Log } from '../../log.ts';
import { createDiskReplyCache, type DiskReplyCache } from '../../model/disk-reply-cache.ts';
import { directories } from './common-options.ts';

/** Where replies and what is known about servers are kept: the operator's choice, else the user's cache folder. */
export function cacheDirectory(settings: Settings): string {
  return settings.cache.directory ?? directories.cache;
}

export function openCache(settings: Settings, log: Log): DiskReplyCache {
  const directory = join(cacheDirectory(settings), 'replies');
  return createDiskReplyCache({ directory, maxBytes: settings.cache.maxMegabytes * 1024 * 1024, log });
}
