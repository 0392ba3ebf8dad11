import type { ClientTime } from '../client/client-time.ts';
import type { GitHubClient, PullAddress } from '../client/github-client.ts';

/** What everything that writes to one pull request needs. */
export interface PostContext {
  readonly client: GitHubClient;
  readonly address: PullAddress;
  readonly own: OwnPosts;
  readonly time: ClientTime;
  readonly signal: AbortSignal;
}

/** What stands on the pull request and was written by this very token's owner: nobody else's word counts. */
export interface OwnPosts {
  /** Review comments, newest first; at least those of the last minutes. */
  comments(signal: AbortSignal): Promise<readonly OwnPost[]>;
  /** Comments on the pull request as a whole. */
  summaries(signal: AbortSignal): Promise<readonly OwnPost[]>;
}

export interface OwnPost {
  readonly id: number;
  readonly url: string;
  readonly body: string;
}
