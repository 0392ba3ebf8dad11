import * as z from 'zod';
import { checkAnswer } from '../client/check-answer.ts';
import type { GitHubClient } from '../client/github-client.ts';

const schema = z.object({ object: z.object({ sha: z.string().regex(/^[0-9a-f]{40}$/) }) });

/** Where a branch stands now: pull requests tell where their base stood when they were pushed to last. Throws GalleyError. */
export async function readTip(
  client: GitHubClient,
  repository: string,
  branch: string,
  signal: AbortSignal,
): Promise<string> {
  const [owner = '', repo = ''] = repository.split('/');
  const { data } = await client.request('GET /repos/{owner}/{repo}/git/ref/{ref}', {
    ...{ owner, repo, ref: `heads/${branch}` },
    request: { signal },
  });
  return checkAnswer(schema, data, 'branch').object.sha;
}
