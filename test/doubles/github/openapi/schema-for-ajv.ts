import type { ApiSchema, Description } from './read-description.ts';
import { resolveReference } from './read-description.ts';

/**
 * A schema of the description as JSON Schema, with all that it refers to in `$defs`.
 *
 * OpenAPI 3.0 differs: `nullable` stands beside `type`, `example` is no keyword, `exclusiveMinimum` is a flag. Beyond
 * that `oneOf` becomes `anyOf`, since branches of GitHub's own schemas overlap, and an object may hold only what its
 * schema names: a misspelt field of the double would else go unseen. Bodies of errors hold more than described, and stay
 * `open`.
 */
export function schemaForAjv(
  schema: ApiSchema,
  description: Description,
  kind: 'closed' | 'open',
): ApiSchema {
  const defs: Record<string, unknown> = {};
  const convert = (value: unknown, isClosed: boolean): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    const node = value as ApiSchema;
    if (typeof node['$ref'] === 'string') return { $ref: `#/$defs/${define(node['$ref'], isClosed)}` };
    const { nullable, properties, items, allOf, anyOf, oneOf, not, additionalProperties, ...rest } = node;
    const several = (list: unknown, closed: boolean): unknown[] =>
      (list as unknown[]).map((one) => convert(one, closed));
    const parts = [anyOf, oneOf].filter((list) => list !== undefined);
    const isWhole = isClosed && allOf === undefined && (parts.length === 0 || properties === undefined);
    const converted: Record<string, unknown> = {
      ...plain(rest),
      ...(properties !== undefined && {
        properties: mapValues(properties as ApiSchema, (one) => convert(one, kind === 'closed')),
      }),
      ...(items !== undefined && { items: convert(items, kind === 'closed') }),
      ...(allOf !== undefined && { allOf: several(allOf, false) }),
      ...(parts.length > 0 && {
        allOf: [
          ...(allOf ? several(allOf, false) : []),
          ...parts.map((list) => ({ anyOf: several(list, isWhole) })),
        ],
      }),
      ...(not !== undefined && { not: convert(not, false) }),
      ...(additionalProperties !== undefined
        ? { additionalProperties: convert(additionalProperties, kind === 'closed') }
        : isWhole && properties !== undefined && { additionalProperties: false }),
    };
    return nullable === true ? { anyOf: [{ type: 'null' }, converted] } : converted;
  };
  const define = (reference: string, isClosed: boolean): string => {
    const name = `${reference.replace('#/components/', '').replaceAll('/', '.')}${isClosed ? '' : '.open'}`;
    if (!(name in defs)) {
      defs[name] = true;
      defs[name] = convert(resolveReference(description, reference), isClosed);
    }
    return name;
  };
  const root = convert(schema, kind === 'closed') as ApiSchema;
  return { ...root, $defs: defs };
}

/** Keywords that say something to a validator. */
const keywords = new Set(
  'type enum const format pattern required minimum maximum minLength maxLength minItems maxItems uniqueItems minProperties maxProperties'.split(
    ' ',
  ),
);

function plain(rest: ApiSchema): ApiSchema {
  return Object.fromEntries(Object.entries(rest).filter(([name]) => keywords.has(name)));
}

function mapValues(object: ApiSchema, change: (value: unknown) => unknown): ApiSchema {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));
}
