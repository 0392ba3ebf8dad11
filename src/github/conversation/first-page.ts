import type { GitHubClient, PullAddress } from '../client/github-client.ts';

/** Who we are and the first threads of a pull request, as GraphQL answers it; unchecked. Rejects as the client does. */
export type FirstPage = (signal: AbortSignal) => Promise<unknown>;

/** Threads of one page. `after`: the cursor of the page before, null for the first. */
export const threadsQuery = `query ($owner: String!, $name: String!, $number: Int!, $after: String) {
  viewer { login }
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      reviewThreads(first: 100, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { isResolved resolvedBy { login } comments(first: 1) { nodes { databaseId } } }
      }
    }
  }
}`;

/** Asked once for both, and not before somebody wants one of them. */
export function createFirstPage(client: GitHubClient, { owner, repo, number }: PullAddress): FirstPage {
  let asked: Promise<unknown> | undefined;
  return (signal) =>
    (asked ??= client.graphql(threadsQuery, { owner, name: repo, number, after: null, request: { signal } }));
}
