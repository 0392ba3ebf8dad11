import type { ClientTime } from '../client/client-time.ts';
import type { GitHubClient, PullAddress } from '../client/github-client.ts';

/** What everything that writes a check needs. */
export interface CheckContext {
  readonly client: GitHubClient;
  readonly address: Pick<PullAddress, 'owner' | 'repo'>;
  readonly time: ClientTime;
  readonly signal: AbortSignal;
}
