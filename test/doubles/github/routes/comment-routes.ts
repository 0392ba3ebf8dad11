import { isTooLong, tooLongMessage } from '../acts/body-rules.ts';
import { createReply, createReview } from '../acts/create-review.ts';
import { emitEvent } from '../acts/emit-event.ts';
import { removeFrom } from '../acts/remove-from.ts';
import { actorOf, idOf, mayWrite, pullOf, findPull, repositoryOf, timestamp } from '../lookup.ts';
import { paged } from '../paginate.ts';
import { placeComment } from '../place-comment.ts';
import type { PlaceFault } from '../place-comment.ts';
import { hunksByPath, pullDiff } from '../pull-diff.ts';
import { readFields } from '../read-fields.ts';
import { Refusal, created, errorReply, invalid, noContent, notFound, ok } from '../reply.ts';
import type { FieldError } from '../reply.ts';
import { renderReviewComment } from '../render/render-comment.ts';
import type { ReviewComment } from '../state/comments.ts';
import type { PullRequest } from '../state/records.ts';
import type { Context, Reply, Route } from '../types.ts';
import { readPlace } from './read-comments.ts';
import { sortedComments } from './sort-comments.ts';

const ofPull = '/repos/{owner}/{repo}/pulls/{pull_number}/comments';
const ofRepository = '/repos/{owner}/{repo}/pulls/comments';
const one = `${ofRepository}/{comment_id}`;
const read = { pull_requests: 'read' } as const;
const write = { pull_requests: 'write' } as const;
const page = 'pulls/comments#create-a-review-comment-for-a-pull-request';

export const commentRoutes: readonly Route[] = [
  { method: 'GET', path: ofPull, needs: read, handle: (context) => list(context, pullOf(context)) },
  { method: 'GET', path: ofRepository, needs: read, handle: (context) => list(context, undefined) },
  { method: 'POST', path: ofPull, needs: write, handle: createComment },
  { method: 'POST', path: `${ofPull}/{comment_id}/replies`, needs: write, handle: replyToComment },
  { method: 'GET', path: one, needs: read, handle: (context) => shown(context, commentOf(context)) },
  { method: 'PATCH', path: one, needs: write, handle: updateComment },
  { method: 'DELETE', path: one, needs: write, handle: deleteComment },
];

function list(context: Context, pull: PullRequest | undefined): Promise<Reply> {
  const { inside } = context;
  const { fullName } = repositoryOf(context);
  const pending = new Set(
    inside.state.reviews.filter(({ state }) => state === 'PENDING').map(({ id }) => id),
  );
  const comments = inside.state.reviewComments.filter(
    (comment) =>
      comment.repository === fullName &&
      (pull === undefined || comment.pull === pull.number) &&
      !pending.has(comment.review),
  );
  return paged(context, sortedComments(context, comments), (comment) => renderReviewComment(inside, comment));
}

/** Field and message of each fault of a single comment. */
const faults: Readonly<Record<PlaceFault, readonly [field: string, message?: string]>> = {
  path: ['path'],
  line: ['line', 'pull_request_review_thread.line must be part of the diff'],
  position: ['position'],
  'start-line': [
    'start_line',
    'pull_request_review_thread.start_line must be part of the same hunk as the line.',
  ],
  'start-not-before-end': ['start_line', 'pull_request_review_thread.start_line must precede the end line.'],
  'start-in-other-hunk': [
    'start_line',
    'pull_request_review_thread.start_line must be part of the same hunk as the line.',
  ],
  'side-without-line': ['line', 'pull_request_review_thread.line must be part of the diff'],
};

async function createComment(context: Context): Promise<Reply> {
  const { inside, call } = context;
  const pull = pullOf(context);
  const fields = readFields(call.body, page);
  const body = readBody(context);
  const parent = fields.maybeInteger('in_reply_to');
  if (parent !== undefined) return reply(context, pull, parent, body);
  const { login } = actorOf(context);
  const commitId = fields.text('commit_id');
  if (!pull.commits.includes(commitId)) {
    throw invalid([fault('commit_id', 'commit_id is not part of the pull request')], page);
  }
  const wanted = readPlace(fields);
  const hunks = hunksByPath(await pullDiff(inside, pull, commitId));
  const isFile = fields.maybeOneOf('subject_type', ['line', 'file']) === 'file';
  const placed = isFile
    ? hunks.has(wanted.path)
      ? undefined
      : 'path'
    : placeComment(wanted, (path) => hunks.get(path));
  if (typeof placed === 'string') throw invalid([fault(...faults[placed])], page);
  const { comments } = await createReview(inside, pull, {
    author: login,
    body: '',
    state: 'COMMENTED',
    commitId,
    comments: [{ path: wanted.path, body, placed }],
  });
  return answer(context, comments[0]);
}

function fault(field: string, message?: string): FieldError {
  return {
    resource: 'PullRequestReviewComment',
    code: message === undefined ? 'invalid' : 'custom',
    field: `pull_request_review_thread.${field}`,
    ...(message === undefined ? {} : { message }),
  };
}

function replyToComment(context: Context): Promise<Reply> {
  return reply(context, pullOf(context), idOf(context, 'comment_id'), readBody(context));
}

/** Replies go to the comment that opens a thread; to a reply there is none. */
async function reply(context: Context, pull: PullRequest, to: number, body: string): Promise<Reply> {
  const { inside } = context;
  const parent = inside.state.reviewComments.find(
    (comment) => comment.id === to && comment.repository === pull.repository && comment.pull === pull.number,
  );
  if (parent === undefined) throw notFound('pulls/comments#create-a-reply-for-a-review-comment');
  if (parent.inReplyTo !== null)
    throw invalid([fault('in_reply_to', 'in_reply_to must be a top-level comment')], page);
  return answer(context, await createReply(inside, pull, parent, actorOf(context).login, body));
}

function answer(context: Context, comment: ReviewComment | undefined): Reply {
  if (comment === undefined) throw new Error('no comment was stored');
  tell(context, comment, 'created');
  return created(renderReviewComment(context.inside, comment));
}

function updateComment(context: Context): Reply {
  const comment = ownComment(context);
  comment.body = readBody(context);
  comment.updatedAt = timestamp(context.inside);
  tell(context, comment, 'edited');
  return shown(context, comment);
}

function deleteComment(context: Context): Reply {
  const comment = ownComment(context);
  const { state } = context.inside;
  tell(context, comment, 'deleted');
  removeFrom(state.reviewComments, ({ id }) => id === comment.id);
  removeFrom(state.reactions, ({ on, subject }) => on === 'review-comment' && subject === comment.id);
  for (const thread of state.threads) removeFrom(thread.comments, (id) => id === comment.id);
  removeFrom(state.threads, ({ comments }) => comments.length === 0);
  // A review that held nothing else goes with it.
  const isEmpty = !state.reviewComments.some(({ review }) => review === comment.review);
  removeFrom(
    state.reviews,
    ({ id, body, state: kind }) => id === comment.review && isEmpty && body === '' && kind === 'COMMENTED',
  );
  return noContent();
}

function readBody({ call }: Context): string {
  const body = readFields(call.body, page).text('body');
  const refuse = (code: 'missing_field' | 'custom', message?: string): Refusal =>
    invalid(
      [
        {
          resource: 'PullRequestReviewComment',
          field: 'body',
          code,
          ...(message === undefined ? {} : { message }),
        },
      ],
      page,
    );
  if (body.trim() === '') throw refuse('missing_field');
  if (isTooLong(body)) throw refuse('custom', tooLongMessage);
  return body;
}

function commentOf(context: Context): ReviewComment {
  const { fullName } = repositoryOf(context);
  const id = idOf(context, 'comment_id');
  const { reviewComments, reviews } = context.inside.state;
  const found = reviewComments.find((comment) => comment.id === id && comment.repository === fullName);
  if (found === undefined) throw notFound();
  const review = reviews.find((each) => each.id === found.review);
  if (review?.state === 'PENDING' && review.author !== context.token?.login) throw notFound();
  return found;
}

/** A comment that the actor may change: the own one, and for people with write access any. */
function ownComment(context: Context): ReviewComment {
  const comment = commentOf(context);
  const { login } = actorOf(context);
  if (comment.author === login || mayWrite(context.inside, comment.repository, login)) return comment;
  throw new Refusal(errorReply(403, 'Must have admin rights to Repository.'));
}

function shown({ inside }: Context, comment: ReviewComment): Reply {
  return ok(renderReviewComment(inside, comment));
}

function tell(context: Context, comment: ReviewComment, action: string): void {
  const { repository, id, pull } = comment;
  findPull(context.inside, repository, pull).updatedAt = timestamp(context.inside);
  const { login } = actorOf(context);
  emitEvent(context.inside, {
    name: 'pull_request_review_comment',
    action,
    repository,
    sender: login,
    payload: { id, pull },
  });
}
