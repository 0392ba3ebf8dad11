import type { Posted, Posting, Summary } from '../../review/forge-ports.ts';
import type { SummaryPlace } from '../comment-format/marker.ts';
import { editComments } from './edit-comments.ts';
import { postComments } from './post-comments.ts';
import type { PostContext } from './post-context.ts';
import { postSummary } from './post-summary.ts';
import { renderSummaryBody, type RenderSummary } from './render-summary-body.ts';

export interface WrittenPosting extends Omit<Posted, 'problems'> {
  /** As it was told: with the findings that were refused. */
  readonly summary: Summary;
}

/**
 * Writes comments, then edits of older ones, then the summary.
 *
 * The order is what makes a run safe to kill anywhere. What a later run knows of this one it reads from GitHub: each
 * comment names its finding and its status, and the marker of the summary alone says that a head was reviewed. So
 *
 * - after a cut before or within the comments, the head counts as not reviewed; the next run finds the comments that
 *   stand there by their fingerprints, and writes those that are missing;
 * - after a cut within the edits, the next run sees by the markers which comments still have the old status;
 * - after a cut before the summary, the next run has nothing to comment or edit, and writes the summary;
 * - after a cut before the check has ended, the next run writes the same summary again, which is an edit, and a check.
 *
 * The check comes last, because a check that has ended lets people merge.
 */
export async function writePosting(
  posting: Posting,
  configuration: string,
  render: RenderSummary,
  context: PostContext,
): Promise<WrittenPosting> {
  const { pull, head, old } = posting;
  const prompt = posting.summary.memory.asking;
  const place: SummaryPlace = { pull: pull.number, configuration };
  const comments = await postComments(posting.comments, { head, prompt }, context);
  await editComments(posting.edits, prompt, context);
  const listed = [...posting.summary.listed, ...comments.refused, ...comments.beyond];
  const summary: Summary = { ...posting.summary, listed };
  const body = renderSummaryBody(posting, summary, place, render);
  const { url } = await postSummary(body, old, place, context);
  return { url, comments: comments.written, refused: comments.refused, summary };
}
