import { dirname, resolve } from 'node:path';
import { checkValue, readText } from './check-value.ts';
import { invalidConfig, nearest, showValue } from './config-problem.ts';
import type { ConfigProblem } from './config-problem.ts';
import { readEnvironment, variableOf } from './environment.ts';
import type { GivenFlags } from './flags.ts';
import { settingKeys, settingRows } from './schema.ts';
import type { SettingKey, Settings } from './schema.ts';
import type { Setting } from './setting.ts';

/** Everything that can set something, already read. */
export interface SettingSources {
  readonly flags: GivenFlags;
  /** Inputs of the Action as text; empty ones are left out. They count as flags do. */
  readonly inputs?: ReadonlyMap<SettingKey, string>;
  /** The whole environment; only `GALLEY_` variables are looked at. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** `GALLEY_` variables that are no settings but read elsewhere. */
  readonly otherVariables: readonly string[];
  readonly operator: ConfigFile;
  /** `.galley.yml`; in CI and the app it is the base commit's. */
  readonly repository: ConfigFile;
}

export interface ConfigFile {
  /** As people should see it. For the operator file it also anchors relative paths: absolute, best. */
  readonly path: string;
  /** Undefined: there is no such file. */
  readonly text: string | undefined;
}

export interface LoadedSettings {
  readonly settings: Settings;
  /** Has every key. */
  readonly origins: ReadonlyMap<SettingKey, Origin>;
}

export type Origin =
  | { readonly from: 'default' }
  | { readonly from: 'flag'; readonly flag: string }
  | { readonly from: 'input'; readonly input: string }
  | { readonly from: 'environment'; readonly variable: string }
  /** Line is 1-based. */
  | { readonly from: 'operator' | 'repository'; readonly path: string; readonly line: number };

interface Found {
  readonly values: Map<SettingKey, { readonly value: unknown; readonly origin: Origin }>;
  readonly problems: ConfigProblem[];
}

/**
 * Settings of a run: flag before environment before operator file before `.galley.yml` before default. A list
 * replaces the list of a weaker source. Every source is checked, also where a stronger one overrules it.
 *
 * Throws GalleyError `invalid-config` that names all problems of all sources.
 */
export async function loadSettings(sources: SettingSources): Promise<LoadedSettings> {
  const found: Found = { values: new Map(), problems: [] };
  // Weakest first: each overwrites what it sets.
  for (const key of settingKeys)
    found.values.set(key, { value: settingRows[key].default, origin: { from: 'default' } });
  await takeFile(found, 'repository', sources);
  await takeFile(found, 'operator', sources);
  await takeEnvironment(found, sources);
  await takeFlags(found, sources.flags);
  if (sources.inputs !== undefined) await takeInputs(found, sources.inputs);
  settleBackend(found);
  if (found.problems.length > 0) throw invalidConfig(found.problems);
  return {
    settings: nest(found.values),
    origins: new Map([...found.values].map(([key, { origin }]) => [key, origin])),
  };
}

/** `flag --model`, `input server`, `environment GALLEY_MODEL`, `.galley.yml:3`, `default`. */
export function describeOrigin(origin: Origin): string {
  switch (origin.from) {
    case 'default':
      return 'default';
    case 'flag':
      return `flag ${origin.flag}`;
    case 'input':
      return `input ${origin.input}`;
    case 'environment':
      return `environment ${origin.variable}`;
    case 'operator':
    case 'repository':
      return `${origin.path}:${origin.line}`;
  }
}

async function takeFile(
  found: Found,
  from: 'operator' | 'repository',
  sources: SettingSources,
): Promise<void> {
  const { path, text } = sources[from];
  if (text === undefined) return;
  // The YAML parser takes longer to load than all settings to check, and most runs have no file.
  const { parseConfigText } = await import('./parse-config-text.ts');
  const { entries, problems } = parseConfigText(path, text, groups);
  found.problems.push(...problems);
  for (const { key, value, line } of entries) {
    if (key === '$schema' && typeof value === 'string') continue;
    const where = `${path}:${line}`;
    const refusal = refuseKey(key, from, sources.operator.path);
    if (refusal !== undefined) found.problems.push({ where, text: refusal });
    else {
      const anchored = from === 'operator' ? anchorPath(settingRows[key as SettingKey], value, path) : value;
      await take(found, key as SettingKey, anchored, where, { from, path, line });
    }
  }
}

async function takeEnvironment(found: Found, sources: SettingSources): Promise<void> {
  const { given, problems } = readEnvironment(sources.environment, sources.otherVariables);
  found.problems.push(...problems);
  for (const [key, text] of given) {
    const variable = variableOf(key);
    await take(found, key, readText(settingRows[key], text), variable, { from: 'environment', variable });
  }
}

async function takeFlags(found: Found, flags: GivenFlags): Promise<void> {
  for (const key of settingKeys) {
    const given = flags[key];
    if (given === undefined) continue;
    const row = settingRows[key];
    const flag = row.flag?.flags.split(' ')[0] ?? key;
    const value = typeof given === 'string' ? readText(row, given) : given;
    await take(found, key, value, flag, { from: 'flag', flag });
  }
}

async function takeInputs(found: Found, inputs: ReadonlyMap<SettingKey, string>): Promise<void> {
  const { settingInputs } = await import('./inputs.ts');
  for (const { key, name: input } of settingInputs) {
    const text = inputs.get(key);
    if (text === undefined) continue;
    await take(found, key, readText(settingRows[key], text), `input ${input}`, { from: 'input', input });
  }
}

async function take(
  found: Found,
  key: SettingKey,
  value: unknown,
  where: string,
  origin: Origin,
): Promise<void> {
  const checked = await checkValue(key, settingRows[key], value);
  if ('wrong' in checked) found.problems.push({ where, text: checked.wrong });
  else found.values.set(key, { value: checked.value, origin });
}

/** Why this file may not hold this key, or undefined when it may. */
function refuseKey(key: string, from: 'operator' | 'repository', operatorPath: string): string | undefined {
  if (groups.has(key)) return `${key} holds settings of its own: ${innerKeys(key).join(', ')}`;
  if (!isSettingKey(key)) {
    const [group = ''] = key.split('.');
    const known = groups.has(group) ? innerKeys(group) : [...settingKeys, ...groups];
    return `unknown key ${showValue(key)}; the nearest known one is ${nearest(key, known)}`;
  }
  const row = settingRows[key];
  const variable = variableOf(key);
  if (row.setBy === 'environment') return `${key} may only be set by the environment variable ${variable}`;
  if (from === 'operator' || row.setBy === 'repository') return undefined;
  const flag = row.flag === undefined ? '' : `${row.flag.flags}, `;
  return `${key} may only be set by the operator: ${flag}${variable}, or ${key} in ${operatorPath}`;
}

function anchorPath(row: Setting, value: unknown, file: string): unknown {
  return row.isPath === true && typeof value === 'string' && value !== ''
    ? resolve(dirname(file), value)
    : value;
}

/** A model file alone says which backend; the backend alone does not say which file. */
function settleBackend({ values, problems }: Found): void {
  const file = values.get('modelFile');
  const backend = values.get('backend');
  if (file?.value !== undefined && backend?.origin.from === 'default')
    values.set('backend', { value: 'gguf', origin: file.origin });
  if (file?.value === undefined && backend?.value === 'gguf' && values.get('noModel')?.value !== true)
    problems.push({
      where: describeOrigin(backend.origin),
      text: `the backend gguf needs a model file: --model-file <path> or ${variableOf('modelFile')}`,
    });
}

const groups: ReadonlySet<string> = new Set(
  settingKeys.filter((key) => key.includes('.')).map((key) => key.slice(0, key.indexOf('.'))),
);

function innerKeys(group: string): string[] {
  return settingKeys.filter((key) => key.startsWith(`${group}.`));
}

function isSettingKey(key: string): key is SettingKey {
  return Object.hasOwn(settingRows, key);
}

function nest(values: Found['values']): Settings {
  const settings: Record<string, unknown> = {};
  for (const [key, { value }] of values) {
    const [top = key, inner] = key.split('.');
    if (inner === undefined) settings[top] = value;
    else settings[top] = { ...(settings[top] as object | undefined), [inner]: value };
  }
  return settings as Settings;
}
