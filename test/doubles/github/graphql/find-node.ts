import { findRepository, findPull } from '../lookup.ts';
import { nodeId } from '../ids.ts';
import { isVisible } from '../guards/permit.ts';
import type { IssueComment, Review, ReviewComment, ReviewThread } from '../state/comments.ts';
import type { PullRequest, Repository } from '../state/records.ts';
import type { Context } from '../types.ts';
import { issueCommentNode, reviewCommentNode, reviewNode, threadNode } from './graph-comments.ts';
import { graphError } from './graph-error.ts';
import { pullNode, repositoryNode } from './graph-nodes.ts';
import type { GraphNode } from './graph-nodes.ts';

/** A record that a global id names. */
export type Found =
  | { readonly kind: 'repository'; readonly record: Repository }
  | { readonly kind: 'pull'; readonly record: PullRequest }
  | { readonly kind: 'thread'; readonly record: ReviewThread }
  | { readonly kind: 'review'; readonly record: Review }
  | { readonly kind: 'review-comment'; readonly record: ReviewComment }
  | { readonly kind: 'issue-comment'; readonly record: IssueComment };

/** The record of a global id; an error where there is none, or none that the caller may know of. */
export function findNode(context: Context, id: string): Found {
  const found = lookUp(context, id);
  if (found === undefined || !isVisible(repositoryOfFound(context, found), context.token))
    throw graphError('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'`);
  return found;
}

/** The record of a kind; one of another kind is an error too. */
export function findKind<Kind extends Found['kind']>(
  context: Context,
  id: string,
  ...kinds: readonly Kind[]
): Extract<Found, { kind: Kind }> {
  const found = findNode(context, id);
  if ((kinds as readonly string[]).includes(found.kind)) return found as Extract<Found, { kind: Kind }>;
  throw graphError('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'`);
}

function lookUp({ inside }: Context, id: string): Found | undefined {
  const { repositories, pulls, threads, reviews, reviewComments, issueComments } = inside.state;
  const repository = repositories.find((one) => nodeId('R', one.id) === id);
  if (repository) return { kind: 'repository', record: repository };
  const pull = pulls.find((one) => one.nodeId === id);
  if (pull) return { kind: 'pull', record: pull };
  const thread = threads.find((one) => one.id === id);
  if (thread) return { kind: 'thread', record: thread };
  const review = reviews.find((one) => one.nodeId === id);
  if (review) return { kind: 'review', record: review };
  const comment = reviewComments.find((one) => one.nodeId === id);
  if (comment) return { kind: 'review-comment', record: comment };
  const issueComment = issueComments.find((one) => one.nodeId === id);
  return issueComment && { kind: 'issue-comment', record: issueComment };
}

export function repositoryOfFound({ inside }: Context, found: Found): Repository {
  return found.kind === 'repository' ? found.record : findRepository(inside, found.record.repository);
}

export function pullOfFound({ inside }: Context, found: Exclude<Found, { kind: 'repository' }>): PullRequest {
  if (found.kind === 'pull') return found.record;
  const number = found.kind === 'issue-comment' ? found.record.issue : found.record.pull;
  return findPull(inside, found.record.repository, number);
}

export function nodeOf(context: Context, found: Found): GraphNode {
  switch (found.kind) {
    case 'repository':
      return repositoryNode(context, found.record);
    case 'pull':
      return pullNode(context, found.record);
    case 'thread':
      return threadNode(context, found.record);
    case 'review':
      return reviewNode(context, found.record);
    case 'review-comment':
      return reviewCommentNode(context, found.record);
    case 'issue-comment':
      return issueCommentNode(context, found.record);
  }
}
