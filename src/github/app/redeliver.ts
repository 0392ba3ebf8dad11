import * as z from 'zod';
import { isGalleyError } from '../../errors.ts';
import type { GitHubClient } from '../client/github-client.ts';
import { readPages } from '../client/read-pages.ts';

const item = z.object({
  id: z.number(),
  guid: z.string(),
  delivered_at: z.string(),
  status_code: z.int(),
});

type Attempt = z.infer<typeof item>;

/** Of one delivery in the life of this process: what fails each time would be sent for ever. */
const mostAttempts = 3;

/**
 * Asks GitHub to deliver again what it could not deliver: it does not do so by itself. A delivery keeps its id, and each
 * try for it stands in GitHub's list by itself. Newest first, of at most 10,000 tries.
 */
export function createRedelivery(client: GitHubClient) {
  const asked = new Map<string, number>();
  return async (since: number, signal: AbortSignal): Promise<number> => {
    let count = 0;
    for (const { guid, id } of await listFailed(client, since, signal)) {
      const before = asked.get(guid) ?? 0;
      if (before >= mostAttempts) continue;
      asked.set(guid, before + 1);
      if (await askAgain(client, id, signal)) count += 1;
    }
    return count;
  };
}

/** The newest try for each delivery none of whose tries arrived. */
async function listFailed(
  client: GitHubClient,
  since: number,
  signal: AbortSignal,
): Promise<readonly Attempt[]> {
  const { items } = await readPages({
    ...{ client, route: 'GET /app/hook/deliveries', parameters: {}, item, signal },
    what: 'deliveries',
    maxPages: 100,
    isEnough: (last) => Date.parse(last.delivered_at) < since,
  });
  const recent = items.filter((attempt) => Date.parse(attempt.delivered_at) >= since);
  const arrived = new Set(recent.filter(isWell).map(({ guid }) => guid));
  const failed = new Map<string, Attempt>();
  for (const attempt of recent)
    if (!arrived.has(attempt.guid) && !failed.has(attempt.guid)) failed.set(attempt.guid, attempt);
  // In the order in which they happened.
  return [...failed.values()].reverse();
}

/** 0: nobody answered. */
function isWell({ status_code: status }: Attempt): boolean {
  return status >= 200 && status < 400;
}

/** False: GitHub does not keep it any more. */
async function askAgain(client: GitHubClient, id: number, signal: AbortSignal): Promise<boolean> {
  try {
    await client.request('POST /app/hook/deliveries/{delivery_id}/attempts', {
      delivery_id: id,
      request: { signal },
    });
    return true;
  } catch (error) {
    const isKnown = isGalleyError(error) && ['forge-not-found', 'forge-refused'].includes(error.code);
    if (!isKnown) throw error;
    return false;
  }
}
