import type { Log } from '../../log.ts';
import type { ClientTime } from '../client/client-time.ts';
import type { GitHubClient, PullAddress } from '../client/github-client.ts';
import type { OwnPosts } from '../post/post-context.ts';

/** What everything that answers commands on one pull request needs. */
export interface CommandContext {
  readonly client: GitHubClient;
  readonly address: PullAddress;
  /** Name of the account that the token writes as. */
  readonly login: string;
  readonly own: OwnPosts;
  readonly time: ClientTime;
  readonly log: Log;
}
