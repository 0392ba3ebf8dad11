import { toJSONSchema } from 'zod/mini';
import { settingKeys, settingRows } from './schema.ts';
import type { SettingKey } from './schema.ts';
import type { Setting } from './setting.ts';

/** As much of JSON Schema as the settings need. */
export interface JsonSchema {
  readonly type?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly enum?: readonly string[];
  readonly items?: JsonSchema;
  readonly [keyword: string]: unknown;
}

/** Draft 7, the newest that the editors' YAML and JSON language servers support in full. */
const draft = 'http://json-schema.org/draft-07/schema#';

/** What one value must look like, without default and description. */
export function valueSchema(row: Setting): JsonSchema {
  const { $schema: _, ...rest } = toJSONSchema(row.schema, { target: 'draft-7' });
  return rest as JsonSchema;
}

/** JSON Schema of `.galley.yml` (`repository`) or of the operator file (`operator`). */
export function configSchema(file: 'repository' | 'operator'): JsonSchema {
  const keys = settingKeys.filter((key) => mayStandIn(file, settingRows[key]));
  const properties: Record<string, unknown> = {
    $schema: { type: 'string', description: 'Address of this schema, for editors.' },
  };
  for (const name of new Set(keys.map(topOf))) {
    const inner = keys.filter((key) => key.startsWith(`${name}.`));
    properties[name] = inner.length > 0 ? groupSchema(inner) : rowSchema(settingRows[name as SettingKey]);
  }
  return {
    $schema: draft,
    title: file === 'repository' ? '.galley.yml' : "Galley's operator file",
    description:
      file === 'repository'
        ? 'What a repository may set. Everything else belongs to the operator.'
        : "What the operator may set in config.yml in Galley's configuration folder, or in the file of --config.",
    type: 'object',
    properties,
    additionalProperties: false,
  };
}

/** True when a file of this kind may hold the setting. */
export function mayStandIn(file: 'repository' | 'operator', row: Setting): boolean {
  return file === 'repository' ? row.setBy === 'repository' : row.setBy !== 'environment';
}

function groupSchema(keys: readonly SettingKey[]): JsonSchema {
  const properties = Object.fromEntries(
    keys.map((key) => [key.slice(key.indexOf('.') + 1), rowSchema(settingRows[key])]),
  );
  return { type: 'object', properties, additionalProperties: false };
}

function rowSchema(row: Setting): JsonSchema {
  const shown = row.default === undefined ? {} : { default: row.default };
  return { description: row.description, ...valueSchema(row), ...shown };
}

function topOf(key: string): string {
  return key.split('.')[0] ?? key;
}
