import { GraphQLError } from 'graphql';

/** The `type` that GitHub puts beside the message of an error. */
export type GraphErrorType =
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'UNPROCESSABLE'
  | 'MISSING_PAGINATION_BOUNDARIES'
  | 'EXCESSIVE_PAGINATION'
  | 'INVALID_CURSOR_ARGUMENTS';

/** An error that comes back with status 200, beside what could be answered. */
export function graphError(type: GraphErrorType, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } });
}

/** As GitHub writes it: the type beside the message, not among the extensions. */
export function formatError(error: GraphQLError): Record<string, unknown> {
  const { extensions, ...rest } = error.toJSON();
  const { type, ...others } = extensions ?? {};
  return {
    ...(type === undefined ? {} : { type }),
    ...rest,
    ...(Object.keys(others).length === 0 ? {} : { extensions: others }),
  };
}
