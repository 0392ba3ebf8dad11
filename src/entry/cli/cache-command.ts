import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import type { Settings } from '../../config/schema.ts';
import { GalleyError } from '../../errors.ts';
import { settingsHere } from './command-settings.ts';
import { terminalOf } from './terminal.ts';
import { logTo } from './terminal-log.ts';
import { cacheDirectory, openCache } from './open-cache.ts';

/** `galley cache stats`. */
export async function printCacheStats(command: Command): Promise<number> {
  const terminal = terminalOf(command);
  const { settings } = await settingsHere(command);
  const cache = await openCache(settings, logTo(terminal));
  const { entries, bytes } = await cache.stats().catch((cause: unknown) => refuseFolder(settings, cause));
  const size = `${(bytes / 1024 / 1024).toFixed(1)} of ${settings.cache.maxMegabytes} MiB`;
  terminal.out(`${countReplies(entries)}, ${size}, ${whereOf(settings)}\n`);
  return 0;
}

/** `galley cache clear`. */
export async function clearCache(command: Command): Promise<number> {
  const terminal = terminalOf(command);
  const { settings } = await settingsHere(command);
  const cache = await openCache(settings, logTo(terminal));
  const removed = await cache.clear().catch((cause: unknown) => refuseFolder(settings, cause));
  terminal.out(`${countReplies(removed)} deleted, ${whereOf(settings)}\n`);
  return 0;
}

function countReplies(count: number): string {
  return `${count} ${count === 1 ? 'reply' : 'replies'}`;
}

/** No folder is no fault, but a mistyped name looks like an empty cache. */
function whereOf(settings: Settings): string {
  const folder = cacheDirectory(settings);
  return existsSync(folder) ? `in ${folder}` : `since there is no folder ${folder} yet`;
}

function refuseFolder(settings: Settings, cause: unknown): never {
  throw new GalleyError('unreadable-file', {
    what: `Can't use ${cacheDirectory(settings)} as a cache folder`,
    why: `The system says ${(cause as NodeJS.ErrnoException).code ?? String(cause)}.`,
    todo: 'Name another folder: --cache-directory PATH',
    cause,
  });
}
