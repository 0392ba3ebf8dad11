import type { Log } from '../log.ts';
import type { Forge } from '../review/forge-ports.ts';
import type { GitHubClient, PullAddress } from './client/github-client.ts';
import { readPages } from './client/read-pages.ts';
import { issueCommentSchema, isSameLogin, type IssueComment } from './conversation/comment-schemas.ts';
import { createFirstPage } from './conversation/first-page.ts';
import { ownLogin } from './conversation/own-login.ts';
import { readIssueComments } from './conversation/read-comments.ts';
import type { OwnPost, OwnPosts } from './post/post-context.ts';
import { readConversation } from './read-conversation.ts';
import { readMergeBase } from './read-merge-base.ts';
import { readPullRequest } from './read-pull-request.ts';

export interface ReadingOptions {
  readonly client: GitHubClient;
  readonly address: PullAddress;
  /** Name of the account that the token writes as; undefined: GitHub is asked. */
  readonly login: string | undefined;
  /** Name of this set-up, where several review the same pull request; usually empty. */
  readonly configuration: string;
  readonly log: Log;
}

export interface Reading {
  readonly reading: Pick<Forge, 'readPullRequest' | 'readMergeBase' | 'readConversation'>;
  /** What stands there now, for whoever writes. */
  readonly own: OwnPosts;
}

/** Everything that is read of one pull request. */
export function createReading(options: ReadingOptions): Reading {
  const { client, address, log, configuration } = options;
  const firstPage = createFirstPage(client, address);
  const login = ownLogin(client, options.login, firstPage);
  const ownOf = async (comments: readonly IssueComment[], signal: AbortSignal): Promise<OwnPost[]> => {
    if (comments.length === 0) return [];
    const own = await login(signal);
    return comments.flatMap(({ id, html_url: url, body, user }) =>
      user !== null && isSameLogin(user.login, own) ? [{ id, url, body: body ?? '' }] : [],
    );
  };
  return {
    reading: {
      readPullRequest: (signal) => readPullRequest(client, address, signal),
      readMergeBase: (pull, signal) => readMergeBase(client, address, pull, signal),
      readConversation: (pull, signal) =>
        readConversation({ client, address, login, firstPage, configuration, log }, pull, signal),
    },
    own: {
      comments: async (signal) => ownOf(await newestComments(client, address, signal), signal),
      // GitHub sorts these by age only, oldest first.
      summaries: async (signal) =>
        (await ownOf(await readIssueComments({ client, address, log, signal }), signal)).reverse(),
    },
  };
}

/** One page: what was written a moment ago is on it. */
async function newestComments(
  client: GitHubClient,
  { owner, repo, number }: PullAddress,
  signal: AbortSignal,
): Promise<readonly IssueComment[]> {
  const { items } = await readPages({
    client,
    route: 'GET /repos/{owner}/{repo}/pulls/{pull_number}/comments',
    parameters: { owner, repo, pull_number: number, sort: 'created', direction: 'desc' },
    item: issueCommentSchema,
    what: 'comments',
    maxPages: 1,
    signal,
  });
  return items;
}
