type Schema = Readonly<Record<string, unknown>>;

function record(value: unknown): Schema | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Schema) : undefined;
}

/** True when every leaf of the schema is a constant: nothing but the one value can be said. */
export function holdsOnlyConstants(schema: Schema): boolean {
  if ('const' in schema) return true;
  const parts = Object.values(record(schema['properties']) ?? {});
  return parts.length > 0 && parts.every((part) => holdsOnlyConstants(record(part) ?? {}));
}

/** The text a grammar would let through: constants forced, and a sample where the text is no JSON at all. */
export function obeySchema(text: string | undefined, schema: Schema | 'json'): string {
  const value = text === undefined ? undefined : parsed(text);
  if (schema === 'json') return value === undefined ? '{}' : (text ?? '{}');
  if (value === undefined) return JSON.stringify(sample(schema));
  const forced = force(value, schema);
  return forced === value ? (text ?? '') : JSON.stringify(forced);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The same value object when nothing had to change, so that the reply keeps its spelling. */
function force(value: unknown, schema: Schema): unknown {
  if ('const' in schema) return value === schema['const'] ? value : schema['const'];
  const properties = record(schema['properties']);
  const object = record(value);
  if (properties === undefined || object === undefined) return value;
  const changed = Object.entries(properties).flatMap(([name, part]): [string, unknown][] => {
    const missing = !(name in object);
    const inner = record(part) ?? {};
    if (missing && !('const' in inner)) return [];
    const next = force(object[name], inner);
    return next === object[name] ? [] : [[name, next]];
  });
  return changed.length === 0 ? value : { ...object, ...Object.fromEntries(changed) };
}

function sample(schema: Schema): unknown {
  if ('const' in schema) return schema['const'];
  if (Array.isArray(schema['enum'])) return (schema['enum'] as unknown[])[0];
  const choices = schema['anyOf'] ?? schema['oneOf'];
  if (Array.isArray(choices)) return sample(record(choices[0]) ?? {});
  const type = Array.isArray(schema['type']) ? (schema['type'] as unknown[])[0] : schema['type'];
  switch (type) {
    case 'string':
      return 'text';
    case 'integer':
    case 'number':
      return typeof schema['minimum'] === 'number' ? schema['minimum'] : 1;
    case 'boolean':
      return false;
    case 'null':
      return null;
    case 'array': {
      const least = typeof schema['minItems'] === 'number' ? schema['minItems'] : 0;
      return Array.from({ length: least }, () => sample(record(schema['items']) ?? {}));
    }
    default:
      return Object.fromEntries(
        Object.entries(record(schema['properties']) ?? {}).map(([name, part]) => [
          name,
          sample(record(part) ?? {}),
        ]),
      );
  }
}
