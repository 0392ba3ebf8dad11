import { Ajv } from 'ajv';
import type { ErrorObject, ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { Reply, Route } from '../types.ts';
import { readDescription, resolveReference } from './read-description.ts';
import type { ApiSchema, Description, Operation } from './read-description.ts';
import { schemaForAjv } from './schema-for-ajv.ts';

/** Where GitHub itself answers otherwise than it describes. */
const known = [
  // Of a comment that is outdated or on the whole file.
  /^\/(?:\d+\/)?(?:position|line|original_line|original_position) must be integer$/,
  // A list of installations: each account at once a user and an enterprise.
  /^\/\d+\/account must /,
  // Each user of an answer has it; some payloads of webhooks, of the same users, do not name it.
  /\(user_view_type\)$/,
];

/** At most so many complaints about one answer. */
const most = 5;

// The schemas are GitHub's, and large: neither checked nor made faster.
const ajv = new Ajv({
  strict: false,
  allErrors: true,
  logger: false,
  validateSchema: false,
  code: { optimize: false },
});
addFormats.default(ajv);
const compiled = new Map<string, ValidateFunction>();

/**
 * What GitHub's description has against a request and its answer; empty: nothing, or the description is not there.
 *
 * A request is judged only when it was answered well: what the double refuses may be as wrong as it likes.
 */
export function checkCall(route: Route, requestBody: unknown, reply: Reply): string[] {
  const description = readDescription();
  if (description === undefined || route.isPage || route.path === '/graphql') return [];
  const operation = description.paths[route.path]?.[route.method.toLowerCase()];
  if (operation === undefined) return [`GitHub has no ${route.method} ${route.path}`];
  const isGood = reply.status < 300;
  const about = isGood ? checkRequest(operation, requestBody, description) : [];
  return [...about, ...checkReply(operation, reply, description)];
}

function checkRequest(operation: Operation, body: unknown, description: Description): string[] {
  const schema = jsonSchema(operation.requestBody, description);
  const isEmpty = Object.keys(body as object).length === 0;
  if (schema === undefined || (isEmpty && operation.requestBody?.required !== true)) return [];
  return complaints(`${operation.operationId} request`, schema, body, description, 'closed');
}

function checkReply(operation: Operation, reply: Reply, description: Description): string[] {
  const name = `${operation.operationId} ${reply.status}`;
  const answer = operation.responses[String(reply.status)];
  // Every operation may be refused for who asks, how often and what, and may break; few say so.
  const isOrdinary = [401, 403, 404, 422, 429].includes(reply.status) || reply.status >= 500;
  if (answer === undefined) return isOrdinary ? [] : [`${name}: GitHub describes no such status`];
  const schema = jsonSchema(answer, description);
  if (reply.text !== undefined) return [];
  if (schema === undefined) return reply.body === undefined ? [] : [`${name}: GitHub sends no body`];
  return complaints(name, schema, reply.body, description, reply.status < 400 ? 'closed' : 'open');
}

/** The schema of a body in JSON; undefined: there is none. */
function jsonSchema(
  holder: Operation['responses'][string] | undefined,
  description: Description,
): ApiSchema | undefined {
  if (holder?.$ref !== undefined) return jsonSchema(resolveReference(description, holder.$ref), description);
  const [, json] = Object.entries(holder?.content ?? {}).find(([type]) => /\bjson\b/.test(type)) ?? [];
  return json?.schema;
}

export function complaints(
  name: string,
  schema: ApiSchema,
  value: unknown,
  description: Description,
  kind: 'closed' | 'open',
): string[] {
  const validate = compiled.get(name) ?? ajv.compile(schemaForAjv(schema, description, kind));
  compiled.set(name, validate);
  // As it arrives: without what JSON has no words for.
  const sent: unknown = value === undefined ? undefined : JSON.parse(JSON.stringify(value));
  if (validate(sent)) return [];
  const errors = (validate.errors ?? []).map(describe).filter((said) => !known.some((gap) => gap.test(said)));
  return errors.slice(0, most).map((said) => `${name}: ${said}`);
}

function describe({ instancePath, message, params }: ErrorObject): string {
  const extra = (params as { additionalProperty?: string }).additionalProperty;
  return `${instancePath || 'the body'} ${message ?? 'is wrong'}${extra === undefined ? '' : ` (${extra})`}`;
}
