import type { Command } from 'commander';
import { settingsHere } from './command-settings.ts';
import { terminalOf } from './terminal.ts';
import { logTo } from './terminal-log.ts';
import { cacheDirectory, openCache } from './open-cache.ts';

/** `galley cache stats`. */
export async function printCacheStats(command: Command): Promise<number> {
  const terminal = terminalOf(command);
  const { settings } = await settingsHere(command);
  const cache = await openCache(settings, logTo(terminal));
  const { entries, bytes } = await cache.stats();
  const size = `${(bytes / 1024 / 1024).toFixed(1)} of ${settings.cache.maxMegabytes} MiB`;
  terminal.out(`${entries} replies, ${size}, in ${cacheDirectory(settings)}\n`);
  return 0;
}

/** `galley cache clear`. */
export async function clearCache(command: Command): Promise<number> {
  const terminal = terminalOf(command);
  const { settings } = await settingsHere(command);
  const cache = await openCache(settings, logTo(terminal));
  const removed = await cache.clear();
  terminal.out(`${removed} replies deleted from ${cacheDirectory(settings)}\n`);
  return 0;
}
