import * as z from 'zod';
import { isGalleyError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import type { GitHubClient, PullAddress } from '../client/github-client.ts';
import { threadsQuery, type FirstPage } from './first-page.ts';

/** A thread that somebody closed. */
export interface ResolvedThread {
  /** Its first comment. */
  readonly comment: number;
  readonly by: string;
}

/** Pages of 100 threads. */
const mostPages = 20;

const thread = z.object({
  isResolved: z.boolean(),
  resolvedBy: z.object({ login: z.string() }).nullable(),
  comments: z.object({ nodes: z.array(z.object({ databaseId: z.int().nullable() }).nullable()) }),
});

const schema = z.object({
  repository: z.object({
    pullRequest: z.object({
      reviewThreads: z.object({
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
        nodes: z.array(thread.nullable()),
      }),
    }),
  }),
});

/**
 * Threads that are resolved, and by whom: only GraphQL tells. A forge or a token without it is no failure: then nobody
 * resolved anything, and the log says so. Throws only what stops a run.
 */
export async function readResolvedThreads(
  client: GitHubClient,
  address: PullAddress,
  firstPage: FirstPage,
  log: Log,
  signal: AbortSignal,
): Promise<readonly ResolvedThread[]> {
  const found: ResolvedThread[] = [];
  let after: string | null = null;
  try {
    for (let page = 0; page < mostPages; page += 1) {
      const variables = { owner: address.owner, name: address.repo, number: address.number, after };
      const answer: unknown =
        after === null
          ? await firstPage(signal)
          : await client.graphql(threadsQuery, { ...variables, request: { signal } });
      const { nodes, pageInfo } = schema.parse(answer).repository.pullRequest.reviewThreads;
      found.push(...nodes.flatMap(resolvedThread));
      if (!pageInfo.hasNextPage || pageInfo.endCursor === null) break;
      after = pageInfo.endCursor;
    }
  } catch (error) {
    if (isGalleyError(error) && ['interrupted', 'forge-unauthorised'].includes(error.code)) throw error;
    const why = isGalleyError(error) ? error.code : 'no answer that can be read';
    log.warn('GitHub does not say which threads are resolved', { why });
  }
  return found;
}

function resolvedThread(node: z.infer<typeof thread> | null): ResolvedThread[] {
  const comment = node?.comments.nodes[0]?.databaseId;
  if (!node?.isResolved || node.resolvedBy === null || typeof comment !== 'number') return [];
  return [{ comment, by: node.resolvedBy.login }];
}
