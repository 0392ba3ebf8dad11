import * as z from 'zod';
import { checkAnswer } from './client/check-answer.ts';
import type { GitHubClient, PullAddress } from './client/github-client.ts';

/** The head of a pull request, as its own repository knows it. */
export interface PullHead {
  /** Of the repository that it stands in. */
  readonly owner: string;
  readonly ref: string;
  readonly sha: string;
}

const schema = z.array(z.object({ number: z.int().min(1), head: z.object({ sha: z.string() }) }));

/**
 * Number of the open pull request with this head; undefined: there is none, or none any more. Events about forks name a
 * head and no number. Throws GalleyError.
 */
export async function findPullRequest(
  client: GitHubClient,
  { owner, repo }: Pick<PullAddress, 'owner' | 'repo'>,
  head: PullHead,
  signal: AbortSignal,
): Promise<number | undefined> {
  const { data } = await client.request('GET /repos/{owner}/{repo}/pulls', {
    ...{ owner, repo, state: 'open', head: `${head.owner}:${head.ref}`, per_page: 100 },
    request: { signal },
  });
  const pulls = checkAnswer(schema, data, 'pull requests');
  return pulls.find((pull) => pull.head.sha === head.sha)?.number;
}
