import * as z from 'zod';
import type { GitHubClient } from '../client/github-client.ts';
import { readPages } from '../client/read-pages.ts';

const item = z.object({ id: z.int().min(1), suspended_at: z.string().nullish() });

/** Ids of the installations that are not suspended, of at most 10,000. */
export async function listInstallations(
  client: GitHubClient,
  signal: AbortSignal,
): Promise<readonly number[]> {
  const { items } = await readPages({
    ...{ client, route: 'GET /app/installations', parameters: {}, item, signal },
    what: 'installations',
    maxPages: 100,
  });
  return items.filter(({ suspended_at: suspended }) => typeof suspended !== 'string').map(({ id }) => id);
}
