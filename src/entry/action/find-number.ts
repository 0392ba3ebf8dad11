import type { Log } from '../../log.ts';
import { version } from '../cli/version.ts';
import type { Wanted } from './read-event.ts';

/** Number of the wanted pull request; undefined: its head is no longer the one of an open one. */
export async function findNumber(
  { repository, number, branch, headSha }: Wanted,
  { api, token, log, signal }: { api: string; token: string; log: Log; signal: AbortSignal },
): Promise<number | undefined> {
  if (number !== undefined || branch === undefined || headSha === undefined) return number;
  const [{ createGitHubClient }, { findPullRequest }] = await Promise.all([
    import('../../github/client/create-client.ts'),
    import('../../github/find-pull-request.ts'),
  ]);
  const client = createGitHubClient({ baseUrl: api, token, log, userAgent: `galley/${version}`, signal });
  const [owner = '', repo = ''] = repository.split('/');
  return findPullRequest(client, { owner, repo }, { ...branch, sha: headSha }, signal);
}
