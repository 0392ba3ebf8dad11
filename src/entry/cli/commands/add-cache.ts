import type { Command } from 'commander';
import { commandFlags } from '../command-flags.ts';
import { withSettings, type Done } from '../command-options.ts';

/** `galley cache`, loaded when it runs. */
export function addCache(program: Command, done: Done): void {
  const cache = program.command('cache').description('the replies kept on disk');
  withSettings(
    cache.command('stats').description('how many replies are kept, and their size'),
    commandFlags.cache,
  ).action(async (_, command: Command) => {
    const { printCacheStats } = await import('../cache-command.ts');
    done(await printCacheStats(command));
  });
  withSettings(cache.command('clear').description('delete all kept replies'), commandFlags.cache).action(
    async (_, command: Command) => {
      const { clearCache } = await import('../cache-command.ts');
      done(await clearCache(command));
    },
  );
}
