import type { Command } from 'commander';
import { commandFlags } from '../command-flags.ts';
import { withSettings, type Done } from '../command-options.ts';

/** `galley config`, loaded when it runs. */
export function addConfig(program: Command, done: Done): void {
  const config = program.command('config').description('show and check the configuration');
  withSettings(
    config
      .command('print')
      .description('print the settings that would be used')
      .option('--why', 'and where each came from'),
    commandFlags.config,
  ).action(async (_, command: Command) => {
    const { printConfig } = await import('../config-actions.ts');
    done(await printConfig(command));
  });
  withSettings(
    config.command('validate').description('check .galley.yml, the operator file, flags and environment'),
    commandFlags.config,
  ).action(async (_, command: Command) => {
    const { validateConfig } = await import('../config-actions.ts');
    done(await validateConfig(command));
  });
  config
    .command('schema')
    .description('print the JSON Schema of .galley.yml')
    .option('--operator', "the operator file's instead")
    .action(async (_, command: Command) => {
      const { printSchema } = await import('../config-actions.ts');
      done(await printSchema(command));
    });
}
