import { readFileSync, writeFileSync } from 'node:fs';

/** Cuts what only people read out of an OpenAPI description: a fifth is left, which each process can read at once. */
const [, , from, to] = process.argv;
const { paths, components } = JSON.parse(readFileSync(from, 'utf8'));
const { schemas, responses } = components;
const prose = new Set(['description', 'summary', 'title']);
const samples = new Set(['example', 'examples', 'parameters', 'externalDocs', 'tags', 'x-github']);

/** A property of a schema may have any of these names: then it is itself a schema. */
const isSchema = (value) =>
  typeof value === 'object' && value !== null && ('type' in value || '$ref' in value);

writeFileSync(
  to,
  JSON.stringify({ paths, components: { schemas, responses } }, (key, value) => {
    if (prose.has(key) && typeof value === 'string') return undefined;
    return samples.has(key) && !isSchema(value) ? undefined : value;
  }),
);
