import { createReply, createReview, openThread } from '../acts/create-review.ts';
import { actorOf } from '../lookup.ts';
import { placeComment } from '../place-comment.ts';
import type { Placed } from '../place-comment.ts';
import { hunksByPath, pullDiff } from '../pull-diff.ts';
import type { Review, ReviewThread, Side } from '../state/comments.ts';
import type { PullRequest } from '../state/records.ts';
import type { Context, Inside } from '../types.ts';
import { findKind, pullOfFound, repositoryOfFound } from './find-node.ts';
import { reviewCommentNode } from './graph-comments.ts';
import { graphError } from './graph-error.ts';
import type { GraphNode } from './graph-nodes.ts';
import { demand } from './graph-rights.ts';

export interface NewThread {
  readonly path?: string | null;
  readonly body: string;
  readonly pullRequestId?: string | null;
  readonly pullRequestReviewId?: string | null;
  readonly line?: number | null;
  readonly side?: Side | null;
  readonly startLine?: number | null;
  readonly startSide?: Side | null;
  readonly subjectType?: 'LINE' | 'FILE' | null;
}

export interface NewReply {
  readonly pullRequestReviewThreadId: string;
  readonly body: string;
}

/**
 * Adds a thread to the caller's pending review, which it begins where there is none.
 *
 * A line that the diff does not show is accepted without a word: the thread is stored as outdated from the start, and
 * the page never shows it. REST refuses the same line.
 */
export async function addThread(context: Context, wanted: NewThread): Promise<ReviewThread> {
  const { inside } = context;
  const id = wanted.pullRequestReviewId ?? wanted.pullRequestId ?? undefined;
  if (id === undefined) throw graphError('UNPROCESSABLE', 'A pull request or a pending review must be named');
  const found = findKind(context, id, 'pull', 'review');
  demand(context, repositoryOfFound(context, found), { pull_requests: 'write' });
  const pull = pullOfFound(context, found);
  const path = wanted.path ?? '';
  const body = notBlank(wanted.body);
  const review = found.kind === 'review' ? found.record : await pendingReview(context, pull);
  if (review.state !== 'PENDING' || review.author !== actorOf(context).login)
    throw graphError('UNPROCESSABLE', 'Pull request review must be pending, and your own');
  const placed =
    wanted.subjectType === 'FILE' ? undefined : await placeOrNot(inside, pull, { ...wanted, path });
  const comment = await openThread(inside, pull, review, { path, body, placed });
  const thread = inside.state.threads.find((one) => one.id === comment.thread);
  if (thread === undefined) throw new Error('no thread was stored');
  return thread;
}

/** Replies in a thread, at once. */
export async function addReply(
  context: Context,
  { pullRequestReviewThreadId, body }: NewReply,
): Promise<GraphNode> {
  const { inside } = context;
  const found = findKind(context, pullRequestReviewThreadId, 'thread');
  demand(context, repositoryOfFound(context, found), { pull_requests: 'write' });
  const parent = inside.state.reviewComments.find(({ id }) => id === found.record.comments[0]);
  if (parent === undefined) throw new Error(`the thread ${found.record.id} has no comments`);
  const pull = pullOfFound(context, found);
  const reply = await createReply(inside, pull, parent, actorOf(context).login, notBlank(body));
  return reviewCommentNode(context, reply);
}

async function pendingReview(context: Context, pull: PullRequest): Promise<Review> {
  const { inside } = context;
  const { login } = actorOf(context);
  const { repository, number } = pull;
  const open = inside.state.reviews.find(
    (one) =>
      one.state === 'PENDING' && one.author === login && one.repository === repository && one.pull === number,
  );
  if (open !== undefined) return open;
  const begun = { author: login, body: '', state: 'PENDING', commitId: pull.head.sha, comments: [] } as const;
  return (await createReview(inside, pull, begun)).review;
}

async function placeOrNot(
  inside: Inside,
  pull: PullRequest,
  wanted: NewThread & { path: string },
): Promise<Placed> {
  const hunks = hunksByPath(await pullDiff(inside, pull));
  const line = wanted.line ?? undefined;
  const startLine = wanted.startLine ?? undefined;
  const side = wanted.side ?? 'RIGHT';
  const startSide = startLine === undefined ? undefined : (wanted.startSide ?? side);
  const placed = placeComment({ path: wanted.path, line, side, startLine, startSide }, (path) =>
    hunks.get(path),
  );
  if (typeof placed !== 'string') return placed;
  const place = {
    line: line ?? 1,
    side,
    startLine: startLine ?? null,
    startSide: startSide ?? null,
    position: null,
  };
  return { place, diffHunk: '' };
}

function notBlank(body: string): string {
  if (body.trim() === '') throw graphError('UNPROCESSABLE', "Body can't be blank");
  return body;
}
