import * as z from 'zod';
import type { PullRequest } from '../review/forge-ports.ts';
import { checkAnswer } from './client/check-answer.ts';
import type { GitHubClient, PullAddress } from './client/github-client.ts';
import { commitSha } from './commit-sha.ts';

const schema = z.object({
  merge_base_commit: z.object({ sha: commitSha }),
});

/**
 * The commit from which a pull request is counted, 40 hexadecimal digits. Not the tip of its base, which moves while
 * others merge.
 *
 * The second page is asked for: it says the same without the up to 300 files of the first, which is read where the
 * second says nothing. Heads of forks are known to the repository that they are offered to. Throws GalleyError:
 * `forge-not-found` also where the two have no history in common.
 */
export async function readMergeBase(
  client: GitHubClient,
  { owner, repo }: PullAddress,
  pull: PullRequest,
  signal: AbortSignal,
): Promise<string> {
  const compare = async (page: number): Promise<unknown> => {
    const basehead = `${pull.base.sha}...${pull.head.sha}`;
    const { data } = await client.request('GET /repos/{owner}/{repo}/compare/{basehead}', {
      ...{ owner, repo, basehead, per_page: 1, page },
      request: { signal },
    });
    return data;
  };
  const short = schema.safeParse(await compare(2));
  const found = short.success
    ? short.data
    : checkAnswer(schema, await compare(1), 'comparison of base and head');
  return found.merge_base_commit.sha;
}
