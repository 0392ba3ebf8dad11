import type { StyleSettings } from '../../../docstring/learn-style.ts';
import { matchGlob } from '../match-glob.ts';
import { valueAt } from '../value-shapes.ts';
import type { JsdocEntry } from './jsdoc-entries.ts';

export type JsdocSettings = NonNullable<StyleSettings['jsdoc']>;

/** What its presets say of the rules that shape a comment (eslint-plugin-jsdoc 62). */
const presets: readonly (readonly [RegExp, Readonly<Record<string, unknown>>])[] = [
  [/^(?:recommended|stylistic)/, { 'tag-lines': 'warn' }],
  [/^(?:recommended|requirements)/, { 'require-param': 'warn', 'require-returns': 'warn' }],
  [/^stylistic/, { 'require-hyphen-before-param-description': ['warn', 'never'] }],
  [/^(?:recommended|requirements)(?!-tsdoc)/, { 'require-yields-type': 'warn' }],
  [
    /^(?:recommended(?:-error)?$|(?:recommended|requirements)-(?:typescript-flavor|mixed))/,
    { 'require-param-type': 'warn', 'no-types': 'off' },
  ],
  [/-(?:typescript-flavor|mixed)/, { compiled: 'warn' }],
  [/^recommended-(?:typescript|tsdoc)(?:-error)?$/, { 'no-types': 'warn', 'require-param-type': 'off' }],
];

/**
 * What ESLint wants of the comments in a file.
 *
 * @param path from the folder of the configuration
 */
export function jsdocSettings(entries: readonly JsdocEntry[], path: string): JsdocSettings {
  const rules: Record<string, unknown> = {};
  for (const entry of entries.filter((one) => concerns(one, path))) {
    const preset = presets.flatMap(([name, said]) => (name.test(entry.preset) ? Object.entries(said) : []));
    for (const [name, value] of [...preset, ...Object.entries(entry.rules)]) {
      // A severity alone leaves the options that were there.
      const isSeverity = typeof value === 'string' || typeof value === 'number';
      rules[name] = isSeverity && isOn(value) && isOn(rules[name]) ? rules[name] : value;
    }
  }
  return {
    hyphen: hyphenOf(rules['require-hyphen-before-param-description']),
    types: typesOf(rules),
    required: requiredBy(rules),
    yieldTypes: isOn(rules['require-yields-type']) || undefined,
    shape:
      isOn(rules['multiline-blocks']) && option(rules['multiline-blocks'], 0, 'noSingleLineBlocks') === true
        ? 'block'
        : undefined,
    gap: gapOf(rules['tag-lines']),
  };
}

function requiredBy(rules: Readonly<Record<string, unknown>>): JsdocSettings['required'] {
  const required = [
    ...(isOn(rules['require-param']) ? (['params'] as const) : []),
    ...(isOn(rules['require-returns']) ? (['returns'] as const) : []),
  ];
  return required.length === 0 ? undefined : required;
}

function concerns({ files, ignores }: JsdocEntry, path: string): boolean {
  const matches = (globs: readonly string[]): boolean => globs.some((glob) => matchGlob(glob, path));
  return files.every(matches) && !matches(ignores);
}

function isOn(rule: unknown): boolean {
  const severity: unknown = Array.isArray(rule) ? rule[0] : rule;
  return severity === 'warn' || severity === 'error' || severity === 1 || severity === 2;
}

function option(rule: unknown, index: number, ...keys: readonly string[]): unknown {
  return Array.isArray(rule) ? valueAt(rule[index + 1], ...keys) : undefined;
}

function hyphenOf(rule: unknown): boolean | undefined {
  return isOn(rule) ? option(rule, 0) !== 'never' : undefined;
}

/** Types for a compiler that reads comments must not tell it anything new. */
function typesOf(rules: Readonly<Record<string, unknown>>): JsdocSettings['types'] {
  if (isOn(rules['no-types'])) return 'none';
  if (!isOn(rules['require-param-type'])) return undefined;
  return isOn(rules['compiled']) ? 'neutral' : 'every';
}

/** Without `startLines` the rule wants none. */
function gapOf(rule: unknown): boolean | undefined {
  if (!isOn(rule)) return undefined;
  const lines = option(rule, 1, 'startLines');
  return lines === null ? undefined : typeof lines === 'number' && lines > 0;
}
