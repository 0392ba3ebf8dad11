import { findPull, findRepository } from '../lookup.ts';
import type { IssueComment, Review, ReviewComment, ReviewThread } from '../state/comments.ts';
import type { Context } from '../types.ts';
import { connection } from './connection.ts';
import type { PageArguments } from './connection.ts';
import { actorNode, pullNode, repositoryNode, userNode } from './graph-nodes.ts';
import type { GraphNode } from './graph-nodes.ts';
import { mayResolve } from './graph-rights.ts';

/** A review that is not submitted is seen by its author only. */
export function mayReadReview({ token }: Context, review: Review): boolean {
  return review.state !== 'PENDING' || review.author === token?.login;
}

/** The comments of a thread that the caller may see. */
export function commentsOf(context: Context, thread: ReviewThread): ReviewComment[] {
  const { reviews, reviewComments } = context.inside.state;
  return reviewComments.filter(({ id, review }) => {
    if (!thread.comments.includes(id)) return false;
    const of = reviews.find((one) => one.id === review);
    return of === undefined || mayReadReview(context, of);
  });
}

export function threadNode(context: Context, thread: ReviewThread): GraphNode {
  const { inside } = context;
  const comments = commentsOf(context, thread);
  const first = comments[0];
  if (first === undefined) throw new Error(`the thread ${thread.id} has no comments`);
  const pull = findPull(inside, thread.repository, thread.pull);
  const canResolve = mayResolve(context);
  return {
    __typename: 'PullRequestReviewThread',
    id: thread.id,
    path: first.path,
    isResolved: thread.resolved,
    isOutdated: first.place === null,
    isCollapsed: thread.resolved || first.place === null,
    resolvedBy: () => (thread.resolvedBy === null ? null : userNode(context, thread.resolvedBy)),
    ...linesOf(first),
    diffSide: first.original.side,
    startDiffSide: first.original.startSide,
    subjectType: first.subject.toUpperCase(),
    viewerCanReply: true,
    viewerCanResolve: canResolve && !thread.resolved,
    viewerCanUnresolve: canResolve && thread.resolved,
    pullRequest: () => pullNode(context, pull),
    repository: () => repositoryNode(context, findRepository(inside, thread.repository)),
    comments: (page: PageArguments) =>
      connection(
        'comments',
        comments,
        page,
        ({ id }) => id,
        (one) => reviewCommentNode(context, one),
      ),
  };
}

function linesOf({ place, original }: ReviewComment) {
  return {
    line: place?.line ?? null,
    startLine: place?.startLine ?? null,
    originalLine: original.line,
    originalStartLine: original.startLine,
  };
}

/** What all comments have. */
function commentFields(
  context: Context,
  one: { nodeId: string; id: number; author: string; body: string; minimized: string | null },
  createdAt: string,
  updatedAt: string,
) {
  const isOwn = one.author === context.token?.login;
  return {
    id: one.nodeId,
    databaseId: one.id,
    fullDatabaseId: String(one.id),
    author: () => actorNode(context, one.author),
    body: one.body,
    createdAt,
    updatedAt,
    viewerDidAuthor: isOwn,
    isMinimized: one.minimized !== null,
    minimizedReason: one.minimized?.toLowerCase().replace('_', '-') ?? null,
    viewerCanMinimize: true,
    viewerCanUnminimize: true,
  };
}

const pullUrl = ({ inside }: Context, { repository, pull }: { repository: string; pull: number }): string =>
  `${inside.url}/${repository}/pull/${pull}`;

export function reviewCommentNode(context: Context, one: ReviewComment): GraphNode {
  const { inside } = context;
  const { reviews, reviewComments } = inside.state;
  const review = reviews.find(({ id }) => id === one.review);
  return {
    __typename: 'PullRequestReviewComment',
    ...commentFields(context, one, one.createdAt, one.updatedAt),
    ...linesOf(one),
    path: one.path,
    diffHunk: one.diffHunk,
    url: `${pullUrl(context, one)}#discussion_r${one.id}`,
    outdated: one.place === null,
    subjectType: one.subject.toUpperCase(),
    state: review?.state === 'PENDING' ? 'PENDING' : 'COMMENTED',
    replyTo: () => {
      const parent = reviewComments.find(({ id }) => id === one.inReplyTo);
      return parent === undefined ? null : reviewCommentNode(context, parent);
    },
    pullRequestReview: () => (review === undefined ? null : reviewNode(context, review)),
    pullRequest: () => pullNode(context, findPull(inside, one.repository, one.pull)),
  };
}

export function reviewNode(context: Context, review: Review): GraphNode {
  const { inside } = context;
  const at = review.submittedAt ?? findPull(inside, review.repository, review.pull).updatedAt;
  return {
    __typename: 'PullRequestReview',
    ...commentFields(context, review, at, at),
    state: review.state,
    submittedAt: review.submittedAt,
    url: `${pullUrl(context, review)}#pullrequestreview-${review.id}`,
    pullRequest: () => pullNode(context, findPull(inside, review.repository, review.pull)),
    comments: (page: PageArguments) => {
      const own = inside.state.reviewComments.filter((one) => one.review === review.id);
      return connection(
        'comments',
        own,
        page,
        ({ id }) => id,
        (one) => reviewCommentNode(context, one),
      );
    },
  };
}

export function issueCommentNode(context: Context, one: IssueComment): GraphNode {
  const { inside } = context;
  return {
    __typename: 'IssueComment',
    ...commentFields(context, one, one.createdAt, one.updatedAt),
    url: `${inside.url}/${one.repository}/pull/${one.issue}#issuecomment-${one.id}`,
    pullRequest: () => pullNode(context, findPull(inside, one.repository, one.issue)),
  };
}
