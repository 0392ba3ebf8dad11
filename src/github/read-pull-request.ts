import * as z from 'zod';
import type { PullEnd, PullRequest } from '../review/forge-ports.ts';
import { checkAnswer } from './client/check-answer.ts';
import type { GitHubClient, PullAddress } from './client/github-client.ts';
import { commitSha } from './commit-sha.ts';

const end = z.object({
  ref: z.string(),
  sha: commitSha,
  /** Null where the repository was deleted. */
  repo: z.object({ full_name: z.string() }).nullable(),
});

const schema = z.object({
  number: z.int().min(1),
  html_url: z.url({ protocol: /^https?$/ }),
  title: z.string(),
  state: z.enum(['open', 'closed']),
  draft: z.boolean().optional(),
  merged_at: z.string().nullish(),
  /** Null where the account was deleted. */
  user: z.object({ login: z.string() }).nullable(),
  base: end,
  head: end,
});

/** Stands on GitHub for accounts that were deleted. */
const ghost = 'ghost';

/** Throws GalleyError: those of the client, `forge-not-found` before all. */
export async function readPullRequest(
  client: GitHubClient,
  { owner, repo, number }: PullAddress,
  signal: AbortSignal,
): Promise<PullRequest> {
  const { data } = await client.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', {
    ...{ owner, repo, pull_number: number },
    request: { signal },
  });
  const pull = checkAnswer(schema, data, 'pull request');
  const { base, head } = pull;
  return {
    // A repository that was renamed answers under its old name too.
    repository: base.repo?.full_name ?? `${owner}/${repo}`,
    number: pull.number,
    url: pull.html_url,
    title: pull.title,
    author: pull.user?.login ?? ghost,
    state: pull.merged_at ? 'merged' : pull.state,
    isDraft: pull.draft ?? false,
    base: endOf(base),
    head: endOf(head),
    isFork: head.repo === null || head.repo.full_name !== base.repo?.full_name,
  };
}

function endOf({ ref, sha, repo }: z.infer<typeof end>): PullEnd {
  return { ref, sha, repository: repo?.full_name };
}
