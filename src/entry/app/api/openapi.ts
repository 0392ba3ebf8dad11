import * as z from 'zod';
import { envelopeSchema } from '../../../report/envelope-schema.ts';
import { diffSchema, diffTypes } from '../v1/read-diff.ts';
import {
  defaultDays,
  defaultRows,
  mostDays,
  mostRows,
  operations,
  type Operation,
  type ParameterName,
} from './operations.ts';
import { problemSchema } from './problem.ts';
import {
  jobDetailSchema,
  jobPageSchema,
  overviewSchema,
  pullPageSchema,
  repositoryPageSchema,
  revivedAllSchema,
  revivedSchema,
  stateSchema,
  trendsSchema,
} from './record-schemas.ts';

type Json = Record<string, unknown>;

const schemas = {
  Problem: problemSchema,
  Overview: overviewSchema,
  RepositoryPage: repositoryPageSchema,
  PullPage: pullPageSchema,
  State: stateSchema,
  JobPage: jobPageSchema,
  JobDetail: jobDetailSchema,
  Revived: revivedSchema,
  RevivedAll: revivedAllSchema,
  Trends: trendsSchema,
  Diff: diffSchema,
  Review: envelopeSchema,
} as const;

/** The description of all that `galley serve` answers with JSON: OpenAPI 3.1, whose schemas are JSON Schema 2020-12. */
export function openApi(): Json {
  const paths: Record<string, Json> = {};
  for (const operation of operations) paths[operation.path] = { [operation.method]: describe(operation) };
  return {
    openapi: '3.1.1',
    info: {
      title: 'Galley',
      version: '1.0.0',
      description: 'What an operator of `galley serve` can ask, and reviews for other tools.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }],
    paths: { ...paths, '/v1/review': { post: reviewOperation } },
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: '`GALLEY_APP_API_TOKEN` of the server.' },
      },
      parameters: parameters(),
      schemas: schemasAsJson(),
    },
  };
}

/** `galley.openapi.json`, byte for byte before formatting. */
export function renderOpenApi(): string {
  return `${JSON.stringify(openApi(), null, 2)}\n`;
}

function describe({ id, summary, parameters, answer, status, problems }: Operation): Json {
  return {
    operationId: id,
    summary,
    ...(parameters.length === 0
      ? {}
      : { parameters: parameters.map((name) => ({ $ref: `#/components/parameters/${name}` })) }),
    responses: {
      [status]: { description: 'As asked.', content: contentOf('application/json', answer) },
      ...problemAnswers([...problems, 401, 429, 500, 503]),
    },
  };
}

const meanings: Readonly<Record<number, string>> = {
  400: 'The request is not as it should be.',
  401: 'No token, or a wrong one.',
  404: 'There is no such job.',
  409: 'The job is not dead.',
  413: 'The diff is too large.',
  415: 'No type that is known.',
  422: 'The diff cannot be read.',
  429: 'Too many wrong tokens, or too many reviews: `retry-after` says when to come back.',
  500: 'The reason stands in the log of the server.',
  503: 'The database cannot be asked, or the server stops.',
};

function problemAnswers(statuses: readonly number[]): Json {
  const answers = [...statuses]
    .sort((a, b) => a - b)
    .map((status) => [
      String(status),
      { description: meanings[status] ?? '', content: contentOf('application/problem+json', 'Problem') },
    ]);
  return Object.fromEntries(answers) as Json;
}

const reviewOperation: Json = {
  operationId: 'reviewDiff',
  summary: 'Reviews a unified diff, and nothing else: no file of the server is read for it.',
  requestBody: {
    required: true,
    content: {
      ...Object.fromEntries(diffTypes.map((type) => [type, { schema: { type: 'string' } }])),
      ...contentOf('application/json', 'Diff'),
    },
  },
  responses: {
    200: {
      description: 'The Review, as `galley review --format json` prints it.',
      content: {
        ...contentOf('application/json', 'Review'),
        'text/event-stream': {
          schema: {
            type: 'string',
            description:
              'Asked for by `Accept: text/event-stream`. Events `progress` (JSON with a `step`), then one `result` (a Review) or `error` (a Problem); a comment at least every 15 s.',
          },
        },
      },
    },
    ...problemAnswers([400, 401, 413, 415, 422, 429, 500, 503]),
  },
};

function contentOf(type: string, schema: string): Json {
  return { [type]: { schema: { $ref: `#/components/schemas/${schema}` } } };
}

function parameters(): Record<ParameterName, Json> {
  const query = (name: string, schema: Json, description: string, required = false): Json => ({
    ...{ name, in: 'query', required, description, schema },
  });
  return {
    id: { name: 'id', in: 'path', required: true, description: 'Of a job.', schema: { type: 'string' } },
    offset: query('offset', { type: 'integer', minimum: 0, default: 0 }, 'Rows to leave out.'),
    limit: query(
      'limit',
      { type: 'integer', minimum: 1, maximum: mostRows, default: defaultRows },
      'Most rows of the answer.',
    ),
    days: query(
      'days',
      { type: 'integer', minimum: 1, maximum: mostDays, default: defaultDays },
      'How many, until today.',
    ),
    repository: query('repository', { type: 'string' }, '`owner/name`.', true),
    state: query('state', { $ref: '#/components/schemas/State' }, 'Only jobs in this state.'),
    pull: query('pull', { type: 'string', pattern: '^[^/\\s#]+/[^/\\s#]+#\\d+$' }, '`owner/name#12`.'),
  };
}

function schemasAsJson(): Json {
  const asJson = Object.entries(schemas).map(([name, schema]) => {
    const { $schema: _, ...json } = z.toJSONSchema(schema, { target: 'draft-2020-12' });
    return [name, json];
  });
  return Object.fromEntries(asJson) as Json;
}
