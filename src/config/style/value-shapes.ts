/** Widths that a person may have chosen, in characters: formatters take no larger one. */
const widest = 1000;

/** A width, or undefined for `off`, nonsense and none at all. */
export function asWidth(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= widest
    ? value
    : undefined;
}

export type Table = Readonly<Record<string, unknown>>;

/** A map of a configuration file; empty for anything else. */
export function asTable(value: unknown): Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Table) : {};
}

/** What stands behind a path of keys; undefined where it ends. */
export function valueAt(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>((table, key) => {
    return Object.hasOwn(asTable(table), key) ? asTable(table)[key] : undefined;
  }, value);
}

/** One or several strings as a list; what is none is left out. */
export function asStrings(value: unknown): string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((one) => typeof one === 'string');
}
