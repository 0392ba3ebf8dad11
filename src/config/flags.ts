import { settingKeys, settingRows } from './schema.ts';
import type { SettingKey } from './schema.ts';
import type { Setting } from './setting.ts';

/** One command line flag, ready for commander. Values stay text: loadSettings checks them like any other source. */
export interface SettingFlag {
  readonly key: SettingKey;
  /** `--model <name>`, `--no-cache`. */
  readonly flags: string;
  /** What it does, what it takes and what holds without it. */
  readonly description: string;
  /** Name of the value in commander's `opts()`: `noModel` of `--no-model`, so that it is not the one of `--model`. */
  readonly attribute: string;
  /** What a switch sets; undefined for flags that take a value. */
  readonly sets: boolean | undefined;
  /** For lists, which may be given more than once: commander's argument parser. */
  readonly collect: ((text: string, before: readonly string[] | undefined) => readonly string[]) | undefined;
}

export const settingFlags: readonly SettingFlag[] = settingKeys.flatMap((key) => {
  const row = settingRows[key];
  if (row.flag === undefined) return [];
  const { flags, sets } = row.flag;
  const collect = Array.isArray(row.default) ? append : undefined;
  return [{ key, flags, description: describeFlag(row), attribute: attributeOf(flags), sets, collect }];
});

function describeFlag({ description, default: fallback, flag, schema }: Setting): string {
  if (flag?.sets !== undefined) return flag.description ?? description;
  const definition = schema._zod.def as { readonly entries?: Readonly<Record<string, string>> };
  const notes = [
    definition.entries ? `one of ${Object.values(definition.entries).join(', ')}` : '',
    Array.isArray(fallback) ? 'repeatable' : '',
    typeof fallback === 'string' || typeof fallback === 'number' ? `default: ${fallback}` : '',
  ].filter((note) => note !== '');
  return notes.length === 0 ? description : `${description.replace(/\.$/, '')} (${notes.join('; ')}).`;
}

/** What was given on the command line, by setting. */
export type GivenFlags = Readonly<Partial<Record<SettingKey, string | boolean | readonly string[]>>>;

/** The part of a commander Command that says which options were really given. */
export interface ParsedCommand {
  opts(): Record<string, unknown>;
  getOptionValueSource(attribute: string): string | undefined;
}

/** Picks the flags of settings out of a parsed command; commander's own defaults do not count as given. */
export function readFlags(command: ParsedCommand): GivenFlags {
  const options = command.opts();
  const given: Partial<Record<SettingKey, string | boolean | readonly string[]>> = {};
  for (const { key, attribute, sets, flags } of settingFlags) {
    if (command.getOptionValueSource(attribute) !== 'cli') continue;
    const value = options[attribute];
    // commander's value of a given switch.
    const spelt = !flags.startsWith('--no-');
    if (sets !== undefined) {
      if (value === spelt) given[key] = sets;
    } else if (typeof value === 'string' || isTexts(value)) given[key] = value;
  }
  return given;
}

function append(text: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), text];
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/** The long name in camel case. */
function attributeOf(flags: string): string {
  const name = (flags.split(' ')[0] ?? '').replace(/^--/, '');
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
