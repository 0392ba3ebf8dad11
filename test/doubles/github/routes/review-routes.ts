import { isTooLong, tooLongMessage } from '../acts/body-rules.ts';
import { createReview, tellComments, tellReview } from '../acts/create-review.ts';
import { removeFrom } from '../acts/remove-from.ts';
import { actorOf, idOf, mayWrite, pullOf, timestamp } from '../lookup.ts';
import { paged } from '../paginate.ts';
import { readFields } from '../read-fields.ts';
import { Refusal, errorReply, notFound, ok, unprocessable } from '../reply.ts';
import { renderLegacyComment, renderReview } from '../render/render-comment.ts';
import type { Review, ReviewState } from '../state/comments.ts';
import type { PullRequest } from '../state/records.ts';
import type { Context, Reply, Route } from '../types.ts';
import { readReviewComments, reviewPage } from './read-comments.ts';

const base = '/repos/{owner}/{repo}/pulls/{pull_number}/reviews';
const one = `${base}/{review_id}`;
const read = { pull_requests: 'read' } as const;
const write = { pull_requests: 'write' } as const;

export const reviewRoutes: readonly Route[] = [
  { method: 'GET', path: base, needs: read, handle: listReviews },
  { method: 'POST', path: base, needs: write, handle: postReview },
  { method: 'GET', path: one, needs: read, handle: (context) => shown(context, reviewOf(context)) },
  { method: 'PUT', path: one, needs: write, handle: updateReview },
  { method: 'DELETE', path: one, needs: write, handle: deleteReview },
  { method: 'GET', path: `${one}/comments`, needs: read, handle: listComments },
  { method: 'PUT', path: `${one}/dismissals`, needs: write, handle: dismissReview },
  { method: 'POST', path: `${one}/events`, needs: write, handle: submitReview },
];

const events = ['APPROVE', 'REQUEST_CHANGES', 'COMMENT'] as const;
type Event = (typeof events)[number];
const states: Readonly<Record<Event, ReviewState>> = {
  APPROVE: 'APPROVED',
  REQUEST_CHANGES: 'CHANGES_REQUESTED',
  COMMENT: 'COMMENTED',
};

function listReviews(context: Context): Promise<Reply> {
  const pull = pullOf(context);
  const reviews = context.inside.state.reviews.filter(
    (review) => belongs(review, pull) && mayRead(context, review),
  );
  return paged(context, reviews, (review) => renderReview(context.inside, review));
}

async function postReview(context: Context): Promise<Reply> {
  const { inside, call } = context;
  const pull = pullOf(context);
  const { login } = actorOf(context);
  const fields = readFields(call.body, reviewPage);
  const event = fields.maybeText('event') === '' ? undefined : fields.maybeOneOf('event', events);
  const body = fields.maybeText('body') ?? '';
  const commitId = fields.maybeText('commit_id') ?? pull.head.sha;
  const entries = fields.maybeList('comments') ?? [];
  if (!pull.commits.includes(commitId))
    throw unprocessable(['Commit could not be found in the pull request'], reviewPage);
  checkEvent(pull, event, login, { body, hasComments: entries.length > 0 });
  if (hasPending(context, pull, login)) {
    throw unprocessable(['User can only have one pending review per pull request'], reviewPage);
  }
  const comments = await readReviewComments(inside, pull, commitId, entries);
  const state = event === undefined ? 'PENDING' : states[event];
  const { review } = await createReview(inside, pull, { author: login, body, state, commitId, comments });
  if (event !== undefined) tellComments(inside, review);
  return ok(renderReview(inside, review));
}

/** What may be submitted, by whom, and with which text. */
function checkEvent(
  pull: PullRequest,
  event: Event | undefined,
  login: string,
  { body, hasComments }: { body: string; hasComments: boolean },
): void {
  const refuse = (said: string): Refusal => unprocessable([said], reviewPage);
  if (isTooLong(body)) throw refuse(tooLongMessage);
  if (event === undefined) return;
  if (event === 'APPROVE' && pull.author === login) throw refuse('Can not approve your own pull request');
  if (event === 'REQUEST_CHANGES' && pull.author === login) {
    throw refuse('Can not request changes on your own pull request');
  }
  if (event !== 'APPROVE' && body.trim() === '' && !hasComments) throw refuse('Body can not be blank');
}

function hasPending({ inside }: Context, pull: PullRequest, login: string): boolean {
  return inside.state.reviews.some(
    (review) => belongs(review, pull) && review.state === 'PENDING' && review.author === login,
  );
}

function updateReview(context: Context): Reply {
  const review = ownReview(context);
  const body = readFields(context.call.body, 'pulls/reviews#update-a-review-for-a-pull-request').text('body');
  if (isTooLong(body)) throw unprocessable([tooLongMessage]);
  review.body = body;
  tellReview(context.inside, review, 'edited', actorOf(context).login);
  return shown(context, review);
}

function deleteReview(context: Context): Reply {
  const review = ownReview(context);
  if (review.state !== 'PENDING') throw unprocessable(['Can not delete a non-pending pull request review']);
  const { state } = context.inside;
  removeFrom(state.reviews, (each) => each.id === review.id);
  const gone = state.reviewComments.filter((comment) => comment.review === review.id).map(({ id }) => id);
  removeFrom(state.reviewComments, ({ id }) => gone.includes(id));
  removeFrom(state.threads, ({ comments }) => comments.every((id) => gone.includes(id)));
  return shown(context, review);
}

function listComments(context: Context): Promise<Reply> {
  const review = reviewOf(context);
  const comments = context.inside.state.reviewComments.filter((comment) => comment.review === review.id);
  return paged(context, comments, (comment) => renderLegacyComment(context.inside, comment));
}

function dismissReview(context: Context): Reply {
  const review = reviewOf(context);
  const { login, type } = actorOf(context);
  readFields(context.call.body, 'pulls/reviews#dismiss-a-review-for-a-pull-request').text('message');
  if (type === 'User' && !mayWrite(context.inside, review.repository, login)) {
    throw new Refusal(errorReply(403, 'Must have write access to dismiss a review.'));
  }
  if (review.state !== 'APPROVED' && review.state !== 'CHANGES_REQUESTED') {
    throw unprocessable([`Can not dismiss a ${review.state.toLowerCase()} pull request review`]);
  }
  review.state = 'DISMISSED';
  tellReview(context.inside, review, 'dismissed', login);
  return shown(context, review);
}

function submitReview(context: Context): Reply {
  const { inside, call } = context;
  const review = ownReview(context);
  const fields = readFields(call.body, 'pulls/reviews#submit-a-review-for-a-pull-request');
  const event = fields.maybeOneOf('event', events);
  if (event === undefined) throw unprocessable(['Event can not be blank']);
  if (review.state !== 'PENDING') throw unprocessable(['Can not submit a review that is not pending']);
  const body = fields.maybeText('body') ?? review.body;
  const hasComments = inside.state.reviewComments.some((comment) => comment.review === review.id);
  checkEvent(pullOf(context), event, review.author, { body, hasComments });
  Object.assign(review, { body, state: states[event], submittedAt: timestamp(inside) });
  tellReview(inside, review, 'submitted', review.author);
  tellComments(inside, review);
  return shown(context, review);
}

function reviewOf(context: Context): Review {
  const pull = pullOf(context);
  const id = idOf(context, 'review_id');
  const found = context.inside.state.reviews.find((review) => review.id === id && belongs(review, pull));
  if (found === undefined || !mayRead(context, found)) throw notFound();
  return found;
}

/** A review that the actor wrote: nobody else may change its text. */
function ownReview(context: Context): Review {
  const review = reviewOf(context);
  if (review.author === actorOf(context).login) return review;
  throw new Refusal(errorReply(403, 'Only the author of a review may change it.'));
}

/** What is pending is seen by its author alone. */
function mayRead({ token }: Context, review: Review): boolean {
  return review.state !== 'PENDING' || review.author === token?.login;
}

function belongs(review: Review, pull: PullRequest): boolean {
  return review.repository === pull.repository && review.pull === pull.number;
}

function shown({ inside }: Context, review: Review): Reply {
  return ok(renderReview(inside, review));
}
