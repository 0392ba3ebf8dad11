import { asStrings, asTable } from '../value-shapes.ts';

/** What one part of a configuration says, about the files that it is for. */
export interface JsdocEntry {
  /** Globs, all of which have to take in a file; each holds alternatives. */
  readonly files: readonly (readonly string[])[];
  readonly ignores: readonly string[];
  /** `recommended`, `recommended-typescript` ... without `flat/`; empty: none. */
  readonly preset: string;
  /** Rules of eslint-plugin-jsdoc by their names without `jsdoc/`. */
  readonly rules: Readonly<Record<string, unknown>>;
}

type Scope = Pick<JsdocEntry, 'files' | 'ignores'>;

/** Levels of lists, overrides and what is built on. */
const deepest = 12;
const prefix = 'plugin:jsdoc/';

/** The entries of a configuration in either of ESLint's formats: a later one counts for more. */
export function jsdocEntries(
  value: unknown,
  scope: Scope = { files: [], ignores: [] },
  depth = 0,
): JsdocEntry[] {
  if (depth > deepest) return [];
  if (typeof value === 'string')
    return value.startsWith(prefix) ? [{ ...scope, preset: value.slice(prefix.length), rules: {} }] : [];
  if (Array.isArray(value)) return value.flatMap((one) => jsdocEntries(one, scope, depth + 1));
  if (typeof value !== 'object' || value === null) return [];
  const table = asTable(value);
  const own = narrowed(scope, table);
  const rules = asTable(table['rules']);
  const inside = (one: unknown): JsdocEntry[] => jsdocEntries(one, own, depth + 1);
  return [
    ...inside(table['extends']),
    ...inside(rules['extends']),
    ...ruleEntries(rules, own),
    ...inside(table['overrides']),
  ];
}

function narrowed({ files, ignores }: Scope, table: Readonly<Record<string, unknown>>): Scope {
  const own = asStrings(flat(table['files']));
  const not = [table['ignores'], table['excludedFiles']].flatMap(asStrings);
  return { files: own.length === 0 ? files : [...files, own], ignores: [...ignores, ...not] };
}

/** `files` may hold lists, of which all have to match: taking any is near enough. */
function flat(value: unknown): unknown {
  return Array.isArray(value) ? value.flat() : value;
}

function ruleEntries(rules: Readonly<Record<string, unknown>>, scope: Scope): JsdocEntry[] {
  const own = Object.entries(rules).flatMap(([name, value]) =>
    name.startsWith('jsdoc/') ? [[name.slice('jsdoc/'.length), value] as const] : [],
  );
  return own.length === 0 ? [] : [{ ...scope, preset: '', rules: Object.fromEntries(own) }];
}
