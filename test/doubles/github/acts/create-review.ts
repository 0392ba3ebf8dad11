import { nodeId } from '../ids.ts';
import { timestamp } from '../lookup.ts';
import type { Placed } from '../place-comment.ts';
import type { Place, Review, ReviewComment, ReviewState } from '../state/comments.ts';
import type { PullRequest } from '../state/records.ts';
import type { Inside } from '../types.ts';
import { emitEvent } from './emit-event.ts';
import { currentPlace } from './relocate-comments.ts';

/** A comment whose place was found to be legal at a commit; without a place it stands on the file. */
export interface CheckedComment {
  readonly path: string;
  readonly body: string;
  readonly placed: Placed | undefined;
}

const noPlace: Place = { line: null, side: 'RIGHT', startLine: null, startSide: null, position: null };

/** Stores a review with its comments, each of which opens a thread. */
export async function createReview(
  inside: Inside,
  pull: PullRequest,
  wanted: {
    readonly author: string;
    readonly body: string;
    readonly state: ReviewState;
    readonly commitId: string;
    readonly comments: readonly CheckedComment[];
  },
): Promise<{ review: Review; comments: ReviewComment[] }> {
  const id = inside.nextId();
  const review: Review = {
    id,
    nodeId: nodeId('PRR', id),
    repository: pull.repository,
    pull: pull.number,
    author: wanted.author,
    body: wanted.body,
    state: wanted.state,
    commitId: wanted.commitId,
    submittedAt: wanted.state === 'PENDING' ? null : timestamp(inside),
    minimized: null,
  };
  const comments: ReviewComment[] = [];
  for (const comment of wanted.comments) comments.push(await openThread(inside, pull, review, comment));
  inside.state.reviews.push(review);
  pull.updatedAt = timestamp(inside);
  if (review.state !== 'PENDING') tellReview(inside, review, 'submitted', wanted.author);
  return { review, comments };
}

/** Stores a comment of a review that opens a thread. */
export async function openThread(
  inside: Inside,
  pull: PullRequest,
  review: Review,
  { path, body, placed }: CheckedComment,
): Promise<ReviewComment> {
  const id = inside.nextId();
  const thread = nodeId('PRRT', id);
  const now = timestamp(inside);
  const original = placed?.place ?? noPlace;
  const subject = placed === undefined ? 'file' : 'line';
  const place = await currentPlace(inside, pull, {
    original,
    originalCommitId: review.commitId,
    path,
    subject,
  });
  const comment: ReviewComment = {
    id,
    nodeId: nodeId('PRRC', id),
    repository: pull.repository,
    pull: pull.number,
    review: review.id,
    thread,
    inReplyTo: null,
    author: review.author,
    body,
    path,
    subject,
    diffHunk: placed?.diffHunk ?? '',
    originalCommitId: review.commitId,
    original,
    commitId: place === null ? review.commitId : pull.head.sha,
    place,
    createdAt: now,
    updatedAt: now,
    minimized: null,
  };
  inside.state.reviewComments.push(comment);
  inside.state.threads.push({
    id: thread,
    repository: pull.repository,
    pull: pull.number,
    comments: [id],
    resolved: false,
    resolvedBy: null,
  });
  return comment;
}

/** Stores a reply in the thread of a comment that opens one, within a review of its own. */
export async function createReply(
  inside: Inside,
  pull: PullRequest,
  parent: ReviewComment,
  author: string,
  body: string,
): Promise<ReviewComment> {
  const { review } = await createReview(inside, pull, {
    author,
    body: '',
    state: 'COMMENTED',
    commitId: pull.head.sha,
    comments: [],
  });
  const id = inside.nextId();
  const now = timestamp(inside);
  const reply: ReviewComment = {
    ...parent,
    id,
    nodeId: nodeId('PRRC', id),
    review: review.id,
    inReplyTo: parent.id,
    author,
    body,
    createdAt: now,
    updatedAt: now,
    minimized: null,
  };
  inside.state.reviewComments.push(reply);
  inside.state.threads.find((thread) => thread.id === parent.thread)?.comments.push(id);
  return reply;
}

/** Each comment of a review that was just submitted is an event of its own. */
export function tellComments(inside: Inside, review: Review): void {
  for (const { review: of, repository, id, pull } of inside.state.reviewComments) {
    if (of !== review.id) continue;
    emitEvent(inside, {
      name: 'pull_request_review_comment',
      action: 'created',
      repository,
      sender: review.author,
      payload: { id, pull },
    });
  }
}

export function tellReview(inside: Inside, review: Review, action: string, sender: string): void {
  const { repository, id, pull, state } = review;
  emitEvent(inside, {
    name: 'pull_request_review',
    action,
    repository,
    sender,
    payload: { id, pull, state },
  });
}
