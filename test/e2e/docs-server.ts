import { afterAll } from 'vitest';
import { startModelServer } from '../doubles/model-server/start-model-server.ts';

/** A model that says the same of every declaration, until the tests of this file are over. */
export async function startDocsServer(): ReturnType<typeof startModelServer> {
  const server = await startModelServer({
    replies: [
      {
        when: 'Document the',
        text: JSON.stringify({
          summary: 'Adds the items of a list that are open.',
          params: { items: 'list to add up' },
          returns: 'the sum in cents',
          throws: [],
        }),
      },
    ],
  });
  afterAll(() => server.close());
  return server;
}
