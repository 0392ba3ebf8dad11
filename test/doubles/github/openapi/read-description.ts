import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A schema of OpenAPI 3.0 as it stands in the description, `$ref`s and all. */
export type ApiSchema = Readonly<Record<string, unknown>>;

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema?: ApiSchema }>>;
}

export interface Operation {
  readonly operationId: string;
  readonly requestBody?: Content & { readonly required?: boolean; readonly $ref?: string };
  readonly responses: Readonly<Record<string, Content & { readonly $ref?: string }>>;
}

/** The parts of an OpenAPI document that are used. */
export interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, ApiSchema>>>>;
}

const file = join(import.meta.dirname, '../../../../.peers/openapi/api.github.com.json');

/** True when GitHub's description is installed (`scripts/peers/openapi.sh`). */
export function hasDescription(): boolean {
  return existsSync(file);
}

let description: Description | undefined;

/** GitHub's description of its API, read once; undefined where it is not installed. */
export function readDescription(): Description | undefined {
  if (description === undefined && hasDescription())
    description = JSON.parse(readFileSync(file, 'utf8')) as Description;
  return description;
}

/** What a `#/components/…` reference names. */
export function resolveReference({ components }: Description, reference: string): ApiSchema {
  const [kind = '', name = ''] = reference.replace('#/components/', '').split('/');
  const found = components[kind]?.[name];
  if (found === undefined) throw new Error(`the description has no ${reference}`);
  return found;
}
