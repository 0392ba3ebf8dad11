import type { Forge, Posting } from '../../review/forge-ports.ts';
import { parseCommentMarker } from '../comment-format/parse-comment-marker.ts';
import { isMissing } from './is-missing.ts';
import type { PostContext } from './post-context.ts';

export interface RemoveContext extends PostContext {
  readonly reading: Pick<Forge, 'readPullRequest'>;
}

/**
 * Deletes comments that a review wrote when it was no longer its turn: all of them where the head has moved on, else those
 * that tell what an older comment tells. Summaries are never deleted. Returns how many.
 */
export async function removeLate(posting: Posting, context: RemoveContext): Promise<number> {
  const { reading, own, signal } = context;
  const { head } = await reading.readPullRequest(signal);
  const before = knownBefore(posting);
  const written = new Set(posting.comments.map(({ fingerprint }) => fingerprint));
  const late = (await own.comments(signal)).flatMap(({ id, body }) => {
    const marker = parseCommentMarker(body);
    const isLate = marker?.head === posting.head && written.has(marker.fingerprint) && !before.has(id);
    return isLate ? [{ id, fingerprint: marker.fingerprint }] : [];
  });
  const removed = head.sha === posting.head ? repeated(late) : late;
  for (const { id } of removed) await deleteComment(id, context);
  return removed.length;
}

/** Comments that stood there when the review was planned. */
function knownBefore({ summary, edits }: Posting): ReadonlySet<number> {
  const known = [...summary.known, ...edits].map(({ comment }) => comment.id);
  return new Set([...known, ...summary.fixed.map(({ id }) => id)]);
}

interface LateComment {
  readonly id: number;
  readonly fingerprint: string;
}

/** All but the oldest of each fingerprint. */
function repeated(comments: readonly LateComment[]): readonly LateComment[] {
  const oldest = new Map<string, number>();
  for (const { fingerprint, id } of comments)
    oldest.set(fingerprint, Math.min(id, oldest.get(fingerprint) ?? id));
  return comments.filter(({ fingerprint, id }) => oldest.get(fingerprint) !== id);
}

async function deleteComment(id: number, { client, address, signal }: RemoveContext): Promise<void> {
  const { owner, repo } = address;
  try {
    await client.rest.pulls.deleteReviewComment({ owner, repo, comment_id: id, request: { signal } });
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}
