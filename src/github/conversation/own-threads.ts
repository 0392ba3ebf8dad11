import type { OwnComment } from '../../review/forge-ports.ts';
import { markerStart } from '../comment-format/marker.ts';
import { parseCommentMarker } from '../comment-format/parse-comment-marker.ts';
import { readSmallPrint } from '../comment-format/read-small-print.ts';
import { isPerson, isSameLogin, type ReviewComment } from './comment-schemas.ts';

/** An inline comment of ours and what people wrote below it, oldest first. */
export interface OwnThread {
  readonly comment: OwnComment;
  readonly replies: readonly ReviewComment[];
  /** How many 👎 its first comment has. */
  readonly thumbsDown: number;
}

/** Those of the comments that begin with a marker: ours, if their author is. */
export function isMarked({ body }: ReviewComment): boolean {
  return parseCommentMarker(body ?? '') !== undefined;
}

/**
 * Our threads among all comments, in their order. A marker in anybody else's comment is no marker. What somebody writes
 * by hand with our own account has none, and is that person's.
 */
export function ownThreads(comments: readonly ReviewComment[], login: string): readonly OwnThread[] {
  const replies = repliesByRoot(
    comments.filter((comment) => isPerson(comment.user) || comment.user === null),
  );
  return comments.flatMap((comment) => {
    const marker = parseCommentMarker(comment.body ?? '');
    if (marker === undefined || comment.user === null || !isSameLogin(comment.user.login, login)) return [];
    const answers = (replies.get(comment.id) ?? []).filter((reply) => !isMarked(reply) && !isReply(reply));
    const { fingerprint, status, quoteHash, quoteLines } = marker;
    const own: OwnComment = {
      ...{ fingerprint, status, quoteHash, quoteLines },
      rule: readSmallPrint(comment.body ?? '').rule,
      id: comment.id,
      url: comment.html_url,
      path: comment.path,
      isAnswered: answers.length > 0,
      body: comment.body ?? '',
    };
    return [{ comment: own, replies: answers, thumbsDown: comment.reactions?.['-1'] ?? 0 }];
  });
}

/** What we answer to commands is nobody's answer to a finding. */
function isReply({ body }: ReviewComment): boolean {
  return body?.startsWith(markerStart.reply) ?? false;
}

function repliesByRoot(comments: readonly ReviewComment[]): ReadonlyMap<number, readonly ReviewComment[]> {
  const replies = new Map<number, ReviewComment[]>();
  for (const comment of comments) {
    if (typeof comment.in_reply_to_id !== 'number') continue;
    const known = replies.get(comment.in_reply_to_id);
    if (known === undefined) replies.set(comment.in_reply_to_id, [comment]);
    else known.push(comment);
  }
  return replies;
}
