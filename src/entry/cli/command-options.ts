import type { Command } from 'commander';
import { settingFlags } from '../../config/flags.ts';
import type { SettingKey } from '../../config/schema.ts';
import { settingOption } from './setting-option.ts';

/** Takes a command's exit code. */
export type Done = (exitCode: number) => void;

export function withColors(command: Command): Command {
  return command
    .option('--color', 'colours even where they would not be used')
    .option('--no-color', 'no colours');
}

export function withRules(command: Command): Command {
  return command.option('--rules <dir>', "folder of the operator's own rule files");
}

/** The flags that shape the terminal, then, in a group of their own, those of the settings table that it uses. */
export function withSettings(command: Command, keys: readonly SettingKey[]): Command {
  withColors(command)
    .option('-q, --quiet', 'no progress')
    .option('--config <file>', 'operator file to read instead of the one in the user config folder');
  const group = 'Settings (galley config print --why shows where each comes from):';
  for (const flag of settingFlags)
    if (keys.includes(flag.key)) command.addOption(settingOption(flag).helpGroup(group));
  return command;
}

/** Collects the values of a flag that may be given several times. */
export function append(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}
