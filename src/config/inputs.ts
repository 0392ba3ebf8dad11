import type { SettingKey } from './schema.ts';
import { settingKeys, settingRows } from './schema.ts';
import type { Setting } from './setting.ts';

/** One input of the Action that sets what a flag or a key of the operator file sets. */
export interface SettingInput {
  /** `budget-time` for `budget.time`. */
  readonly name: string;
  readonly key: SettingKey;
  /** What it does, what it takes and what holds without it: one sentence. */
  readonly description: string;
}

/**
 * The operator's settings, and the model: which ones there are the operator of the machine knows best. The others of a
 * repository stand in the `.galley.yml` of the base commit, where a review has seen them.
 */
export const settingInputs: readonly SettingInput[] = settingKeys
  .filter((key) => settingRows[key].setBy === 'operator' || key === 'model')
  .filter((key) => settingRows[key].usedBy !== 'app')
  .map((key) => ({ name: inputOf(key), key, description: describeInput(settingRows[key]) }));

function inputOf(key: SettingKey): string {
  return key
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .replace('.', '-')
    .toLowerCase();
}

function describeInput({ description, default: fallback, schema }: Setting): string {
  const { type, entries } = schema._zod.def as {
    readonly type: string;
    readonly entries?: Readonly<Record<string, string>>;
  };
  const notes = [
    entries ? `one of ${Object.values(entries).join(', ')}` : '',
    type === 'boolean' ? 'true or false' : '',
    type === 'array' ? 'separated by commas or line ends' : '',
    fallback === undefined || Array.isArray(fallback) ? '' : `default: ${showDefault(fallback)}`,
  ].filter((note) => note !== '');
  return notes.length === 0 ? description : `${description.replace(/\.$/, '')} (${notes.join('; ')}).`;
}

function showDefault(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
