import type { Log } from '../log.ts';
import type { Conversation, PullRequest } from '../review/forge-ports.ts';
import type { GitHubClient, PullAddress } from './client/github-client.ts';
import {
  claimsInComments,
  claimsInThreads,
  claimsOfResolved,
  weighClaims,
  type Dismissals,
} from './conversation/claims.ts';
import type { IssueComment, ReviewComment } from './conversation/comment-schemas.ts';
import type { FirstPage } from './conversation/first-page.ts';
import type { OwnLogin } from './conversation/own-login.ts';
import { looksLikeSummary, ownSummary } from './conversation/own-summary.ts';
import { isMarked, ownThreads, type OwnThread } from './conversation/own-threads.ts';
import { readIssueComments, readReviewComments } from './conversation/read-comments.ts';
import { readResolvedThreads } from './conversation/read-resolved-threads.ts';
import { readThumbsDown } from './conversation/read-thumbs-down.ts';
import { weighPeople, type WeighPerson } from './conversation/weigh-people.ts';

export interface ConversationOptions {
  readonly client: GitHubClient;
  readonly address: PullAddress;
  readonly login: OwnLogin;
  readonly firstPage: FirstPage;
  /** Name of this set-up, where several review the same pull request; usually empty. */
  readonly configuration: string;
  readonly log: Log;
}

/**
 * What stands on a pull request because of us: two requests where nothing does. Only where a comment bears our marker
 * is asked who we are, only with open comments of ours which threads are resolved, and only where somebody dismissed a
 * finding who that is.
 *
 * Throws GalleyError.
 */
export async function readConversation(
  options: ConversationOptions,
  pull: PullRequest,
  signal: AbortSignal,
): Promise<Conversation> {
  const { client, address, log, configuration } = options;
  const remarks = await readIssueComments({ client, address, log, signal });
  const inline = await readReviewComments({ client, address, log, signal });
  const { threads, summary } = await findOwn(remarks, inline, options, signal);
  const weigh = weighPeople({ client, address, author: pull.author, log });
  const dismissals: Dismissals = new Map();
  await weighClaims([...claimsInThreads(threads), ...claimsInComments(remarks)], dismissals, weigh, signal);
  await addSilentOnes(options, threads, dismissals, weigh, signal);
  log.debug('conversation read', {
    comments: remarks.length + inline.length,
    own: threads.length,
    dismissed: dismissals.size,
    remembers: summary?.memory !== undefined,
    configuration,
  });
  return { summary, comments: threads.map(({ comment }) => comment), dismissals: [...dismissals.values()] };
}

async function findOwn(
  remarks: readonly IssueComment[],
  inline: readonly ReviewComment[],
  { login, address, configuration }: ConversationOptions,
  signal: AbortSignal,
): Promise<{ threads: readonly OwnThread[]; summary: Conversation['summary'] }> {
  if (!remarks.some(looksLikeSummary) && !inline.some(isMarked)) return { threads: [], summary: undefined };
  const own = await login(signal);
  const summary = ownSummary(remarks, own, { pull: address.number, configuration });
  return { threads: ownThreads(inline, own), summary };
}

/** Resolved threads and thumbs, of findings that nobody of weight has dismissed in words. */
async function addSilentOnes(
  { client, address, firstPage, log }: ConversationOptions,
  threads: readonly OwnThread[],
  dismissals: Dismissals,
  weigh: WeighPerson,
  signal: AbortSignal,
): Promise<void> {
  const open = () =>
    threads.filter(
      ({ comment: { status, fingerprint } }) =>
        status === 'open' && dismissals.get(fingerprint)?.role !== 'maintainer',
    );
  if (open().length > 0) {
    const resolved = await readResolvedThreads(client, address, firstPage, log, signal);
    await weighClaims(claimsOfResolved(open(), resolved), dismissals, weigh, signal);
  }
  await weighClaims(await readThumbsDown(client, address, open(), signal), dismissals, weigh, signal);
}
