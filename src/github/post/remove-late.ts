import type { Forge, Posting } from '../../review/forge-ports.ts';
import { parseCommentMarker } from '../comment-format/parse-comment-marker.ts';
import type { SummaryPlace } from '../comment-format/marker.ts';
import { parseSummaryMarker } from '../comment-format/parse-summary-marker.ts';
import { isMissing } from './is-missing.ts';
import type { OwnPost, PostContext } from './post-context.ts';

export interface RemoveContext extends PostContext {
  readonly reading: Pick<Forge, 'readPullRequest'>;
}

/**
 * Deletes comments that a review wrote when it was no longer its turn: all of them where the head has moved on, else those
 * that tell what an older comment tells. Of several summaries the oldest stays, which is the one that reviews edit. Returns
 * how many.
 *
 * @param configuration name of this set-up, as in SummaryPlace
 */
export async function removeLate(
  posting: Posting,
  configuration: string,
  context: RemoveContext,
): Promise<number> {
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
  const summaries = await listSummaries({ pull: posting.pull.number, configuration }, context);
  for (const { id } of summaries.slice(1)) await deleteSummary(id, context);
  return removed.length + Math.max(0, summaries.length - 1);
}

/** Of this pull request and this set-up, the oldest first. */
async function listSummaries(
  { pull, configuration }: SummaryPlace,
  { own, signal }: RemoveContext,
): Promise<readonly OwnPost[]> {
  const found = (await own.summaries(signal)).filter(({ body }) => {
    const marker = parseSummaryMarker(body);
    return marker?.pull === pull && marker.configuration === configuration;
  });
  return found.sort((a, b) => a.id - b.id);
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
  await unlessMissing(
    client.rest.pulls.deleteReviewComment({ owner, repo, comment_id: id, request: { signal } }),
  );
}

async function deleteSummary(id: number, { client, address, signal }: RemoveContext): Promise<void> {
  const { owner, repo } = address;
  await unlessMissing(client.rest.issues.deleteComment({ owner, repo, comment_id: id, request: { signal } }));
}

async function unlessMissing(deleting: Promise<unknown>): Promise<void> {
  try {
    await deleting;
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}
