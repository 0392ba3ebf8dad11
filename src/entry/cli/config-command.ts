import { stringify } from 'yaml';
import { configSchema } from '../../config/json-schema.ts';
import { describeOrigin } from '../../config/load-settings.ts';
import type { LoadedSettings } from '../../config/load-settings.ts';
import { settingKeys, settingRows } from '../../config/schema.ts';
import type { SettingKey } from '../../config/schema.ts';

/** Data for stdout, whole lines. */
export type Write = (text: string) => void;

/** `galley config print`: the settings of a run here, as YAML that the operator file would take. */
export function printConfig(loaded: LoadedSettings, write: Write): void {
  const lines: string[] = [];
  let group = '';
  for (const key of settingKeys) {
    const [top = key, inner] = key.split('.');
    if (inner !== undefined && top !== group) lines.push(`${top}:`);
    group = inner === undefined ? '' : top;
    const value = valueOf(loaded, key);
    const word = `${inner === undefined ? '' : '  '}${inner ?? top}`;
    if (value === undefined) lines.push(`# ${word}: not set`);
    else if (settingRows[key].isSecret) lines.push(`# ${word}: (set)`);
    else lines.push(`${word}: ${stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trimEnd()}`);
  }
  write(`${lines.join('\n')}\n`);
}

/** `galley config print --why`: a table of key, value and where the value came from. */
export function explainConfig(loaded: LoadedSettings, write: Write): void {
  const rows = settingKeys.map((key) => [key, showSetting(loaded, key), whyOf(loaded, key)] as const);
  const keyWidth = Math.max(...rows.map(([key]) => key.length));
  const valueWidth = Math.min(40, Math.max(...rows.map(([, value]) => value.length)));
  for (const [key, value, why] of rows)
    write(`${key.padEnd(keyWidth)}  ${value.padEnd(valueWidth)}  ${why}\n`);
}

/**
 * `galley config validate`: says ok, or throws what loading threw, for the entry point to print with exit code 2.
 *
 * @param load reads and checks every source, as a review would
 */
export async function validateConfig(load: () => Promise<LoadedSettings>, write: Write): Promise<void> {
  const { origins } = await load();
  const set = [...origins.values()].filter(({ from }) => from !== 'default');
  write(
    `configuration is valid: ${set.length} of ${origins.size} settings are set, the others have their defaults\n`,
  );
}

/** `galley config schema`: JSON Schema of `.galley.yml`, or of the operator file. */
export function printConfigSchema(file: 'repository' | 'operator', write: Write): void {
  write(`${JSON.stringify(configSchema(file), null, 2)}\n`);
}

function showSetting(loaded: LoadedSettings, key: SettingKey): string {
  const value = valueOf(loaded, key);
  if (value === undefined) return '-';
  if (settingRows[key].isSecret) return '(set)';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function whyOf(loaded: LoadedSettings, key: SettingKey): string {
  const origin = loaded.origins.get(key);
  return origin === undefined ? 'default' : describeOrigin(origin);
}

function valueOf(loaded: LoadedSettings, key: SettingKey): unknown {
  const [top = key, inner] = key.split('.');
  const value = (loaded.settings as Readonly<Record<string, unknown>>)[top];
  return inner === undefined ? value : (value as Readonly<Record<string, unknown>>)[inner];
}
