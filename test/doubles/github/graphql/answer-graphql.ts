import { GraphQLError, buildSchema, execute, parse, validate } from 'graphql';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { ok } from '../reply.ts';
import type { Context, Reply } from '../types.ts';
import { formatError } from './graph-error.ts';
import { mutations } from './mutations.ts';
import { queries } from './queries.ts';
import { schemaText } from './schema.ts';

let schema: GraphQLSchema | undefined;

/** Answers a query or a mutation: errors come back with status 200, beside what could be answered. */
export async function answerGraphql(context: Context): Promise<Reply> {
  const { query, variables, operationName } = context.call.body;
  if (typeof query !== 'string')
    return failed([new GraphQLError('A query attribute must be specified and must be a string.')]);
  schema ??= buildSchema(schemaText);
  const document = parsed(query);
  if (document instanceof GraphQLError) return failed([document]);
  const wrong = validate(schema, document);
  if (wrong.length > 0) return failed(wrong);
  const { data, errors } = await execute({
    schema,
    document,
    rootValue: { ...queries(context), ...mutations(context) },
    variableValues: (variables ?? {}) as Record<string, unknown>,
    operationName: typeof operationName === 'string' ? operationName : null,
  });
  return ok({
    ...(data === undefined ? {} : { data }),
    ...(errors === undefined ? {} : { errors: errors.map(formatError) }),
  });
}

function failed(errors: readonly GraphQLError[]): Reply {
  return ok({ errors: errors.map(formatError) });
}

function parsed(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query);
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}
