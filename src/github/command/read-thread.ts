import type { CommentPlace } from '../../review/jobs/errand.ts';
import type { ToldFinding } from '../../review/jobs/app-ports.ts';
import type { OwnComment } from '../../review/forge-ports.ts';
import { checkAnswer } from '../client/check-answer.ts';
import { readSmallPrint } from '../comment-format/read-small-print.ts';
import { reviewCommentSchema, type ReviewComment } from '../conversation/comment-schemas.ts';
import { ownThreads } from '../conversation/own-threads.ts';
import { readReviewComments } from '../conversation/read-comments.ts';
import { isMissing } from '../post/is-missing.ts';
import type { CommandContext } from './command-context.ts';

/** The finding in whose thread a comment stands; undefined: in none of ours. */
export async function readThread(
  context: CommandContext,
  place: CommentPlace,
  signal: AbortSignal,
): Promise<ToldFinding | undefined> {
  if (place.kind === 'conversation') return undefined;
  const root = await readRoot(context, place.id, signal);
  const [own] = root === undefined ? [] : ownThreads([root], context.login);
  return own && toldFinding(own.comment);
}

/** Findings of ours that have a comment and are not fixed. */
export async function readOpenFindings(
  context: CommandContext,
  signal: AbortSignal,
): Promise<readonly ToldFinding[]> {
  const threads = ownThreads(await readReviewComments({ ...context, signal }), context.login);
  return threads.flatMap(({ comment }) => (comment.status === 'open' ? [toldFinding(comment)] : []));
}

/** The first comment of a thread; undefined where it or the comment is gone. */
export async function readRoot(
  context: CommandContext,
  id: number,
  signal: AbortSignal,
): Promise<ReviewComment | undefined> {
  const comment = await readComment(context, id, signal);
  const root = comment?.in_reply_to_id;
  return typeof root === 'number' ? readComment(context, root, signal) : comment;
}

async function readComment(
  { client, address: { owner, repo } }: CommandContext,
  id: number,
  signal: AbortSignal,
): Promise<ReviewComment | undefined> {
  try {
    const { data } = await client.request('GET /repos/{owner}/{repo}/pulls/comments/{comment_id}', {
      ...{ owner, repo, comment_id: id },
      request: { signal },
    });
    return checkAnswer(reviewCommentSchema, data, 'comment');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function toldFinding({ fingerprint, path, url, body }: OwnComment): ToldFinding {
  return { fingerprint, path, url, ...readSmallPrint(body) };
}
