import type { Route } from '../types.ts';

/** `POST /graphql`. The library is loaded by the first query only. */
export const graphqlRoute: Route = {
  method: 'POST',
  path: '/graphql',
  handle: async (context) => {
    const { answerGraphql } = await import('./answer-graphql.ts');
    return answerGraphql(context);
  },
};
