import * as z from 'zod';
import { checkAnswer } from '../client/check-answer.ts';
import type { GitHubClient } from '../client/github-client.ts';
import { repositoryAddress } from '../repository-address.ts';
import { commitSha } from '../commit-sha.ts';

const schema = z.object({ object: z.object({ sha: commitSha }) });

/** Where a branch stands now: pull requests tell where their base stood when they were pushed to last. Throws GalleyError. */
export async function readTip(
  client: GitHubClient,
  repository: string,
  branch: string,
  signal: AbortSignal,
): Promise<string> {
  const { data } = await client.request('GET /repos/{owner}/{repo}/git/ref/{ref}', {
    ...repositoryAddress(repository),
    ref: `heads/${branch}`,
    request: { signal },
  });
  return checkAnswer(schema, data, 'branch').object.sha;
}
