import * as z from 'zod';
import { isGalleyError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import type { GitHubClient, PullAddress } from '../client/github-client.ts';

export interface AskingPermission {
  readonly client: GitHubClient;
  readonly address: Pick<PullAddress, 'owner' | 'repo'>;
  readonly log: Log;
}

/** `triage` and `maintain` come as `read` and `write`. */
const schema = z.object({ permission: z.string() });

/** Whether a person may write to the repository. No, where nobody can say. Throws GalleyError for all other failures. */
export async function mayWrite(
  { client, address: { owner, repo }, log }: AskingPermission,
  username: string,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    const { data } = await client.request('GET /repos/{owner}/{repo}/collaborators/{username}/permission', {
      ...{ owner, repo, username },
      request: { signal },
    });
    const parsed = schema.safeParse(data);
    return parsed.success && ['admin', 'write'].includes(parsed.data.permission);
  } catch (error) {
    if (!isGalleyError(error) || !['forge-forbidden', 'forge-not-found'].includes(error.code)) throw error;
    log.warn('nobody can say who may write to the repository', { code: error.code });
    return false;
  }
}
