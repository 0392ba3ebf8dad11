import { join } from 'node:path';
import { stringify } from 'yaml';
import type { LoadedSettings } from '../../../config/load-settings.ts';
import { settingRows, type SettingKey } from '../../../config/schema.ts';
import { directories } from '../command-settings.ts';
import type { ModelChoice } from './find-choices.ts';

/** What leads to the server of a choice. */
const keys = ['server', 'backend', 'allowHost'] as const satisfies readonly SettingKey[];

/**
 * The command to go on with, and, where it needs flags to find its server, the lines that spare them.
 *
 * @param reviews `--commit HEAD`, or empty: what `galley review` takes by itself
 */
export function nextSteps(
  choice: ModelChoice | undefined,
  { settings, origins }: LoadedSettings,
  reviews: string,
): string {
  const wanted: Partial<Record<SettingKey, string | readonly string[]>> = {};
  for (const key of keys) {
    if (origins.get(key)?.from === 'flag') wanted[key] = settings[key] ?? [];
  }
  if (choice && !choice.isSet) wanted.server = choice.server.url.href;
  const given = Object.entries(wanted) as [SettingKey, string | readonly string[]][];
  const flags = given.flatMap(([key, value]) => [value].flat().map((one) => `${flagOf(key)} ${one}`));
  const command = ['galley review', reviews, ...flags].filter((word) => word !== '').join(' ');
  if (given.length === 0) return `\nnext: ${command}\n`;
  const lines = stringify(Object.fromEntries(given), { lineWidth: 0, collectionStyle: 'flow' });
  return `\nnext: ${command}\n\nWithout the flags once this stands in ${join(directories.config, 'config.yml')}:\n${lines}`;
}

function flagOf(key: SettingKey): string {
  return settingRows[key].flag?.flags.split(' ')[0] ?? '';
}
