import { safeParse } from 'zod/mini';
import { showValue } from './config-problem.ts';
import type { Setting } from './setting.ts';

/** The checked value, or what is wrong with it in words. */
export type Checked = { readonly value: unknown } | { readonly wrong: string };

/** Checks one value against its row; `key` is how the reader knows the setting. */
export async function checkValue(key: string, row: Setting, value: unknown): Promise<Checked> {
  const result = safeParse(row.schema, value);
  if (result.success) return { value: result.data };
  const seen = row.isSecret ? 'a value that is not shown' : showValue(shownPart(row, value));
  return { wrong: `${key} is ${seen}; allowed: ${await describeAllowed(row)}` };
}

/** Of an address all before the host and all behind the path may be secret: a password may hold any character. */
function shownPart(row: Setting, value: unknown): unknown {
  if (!row.isAddress) return value;
  if (Array.isArray(value)) return value.map((item) => shownPart(row, item));
  if (typeof value !== 'string') return value;
  return value.replace(/^([a-z]+:\/\/)?[^]*@/i, '$1…@').replace(/[?#][^]*/, '?…');
}

/**
 * A variable or flag has only text; this reads it as the row's type. Text that does not fit stays as it is,
 * for checkValue to name. Lists are separated by commas or line ends, except commas inside braces of a glob.
 */
export function readText(row: Setting, text: string): unknown {
  switch (row.schema._zod.def.type) {
    case 'boolean':
      return truths.get(text.toLowerCase()) ?? text;
    case 'number':
      return /^-?[0-9]+(\.[0-9]+)?$/.test(text) ? Number(text) : text;
    case 'array':
      return text
        .split(/[,\n](?![^{}]*\})/)
        .map((item) => item.trim())
        .filter((item) => item !== '');
    default:
      return text;
  }
}

const truths: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['yes', true],
  ['on', true],
  ['false', false],
  ['0', false],
  ['no', false],
  ['off', false],
]);

/** What a row takes, for people: `a whole number from 1 to 500`. */
export async function describeAllowed(row: Setting): Promise<string> {
  // Only messages need it, and it is the larger half of zod.
  const { valueSchema } = await import('./json-schema.ts');
  const schema = valueSchema(row);
  const form = row.form ?? 'text';
  if (schema.enum) return `one of ${schema.enum.join(', ')}`;
  switch (schema.type) {
    case 'boolean':
      return 'true or false';
    case 'integer':
      return `a whole number from ${schema.minimum} to ${schema.maximum}`;
    case 'number':
      return `a number from ${schema.minimum} to ${schema.maximum}`;
    case 'array':
      return `a list of ${form}`;
    default:
      return form;
  }
}
