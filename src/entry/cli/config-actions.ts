import type { Command } from 'commander';
import { settingsHere } from './command-settings.ts';
import { terminalOf } from './terminal.ts';
import {
  explainConfig,
  printConfig as print,
  printConfigSchema,
  validateConfig as validate,
} from './config-command.ts';

/** `galley config print [--why]`. */
export async function printConfig(command: Command): Promise<number> {
  const { out } = terminalOf(command);
  const loaded = await settingsHere(command);
  if (command.opts<{ why?: boolean }>().why) explainConfig(loaded, out);
  else print(loaded, out);
  return 0;
}

/** `galley config validate`. */
export async function validateConfig(command: Command): Promise<number> {
  await validate(() => settingsHere(command), terminalOf(command).out);
  return 0;
}

/** `galley config schema [--operator]`. */
export async function printSchema(command: Command): Promise<number> {
  printConfigSchema(
    command.opts<{ operator?: boolean }>().operator ? 'operator' : 'repository',
    terminalOf(command).out,
  );
  return 0;
}
