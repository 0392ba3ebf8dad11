import { reactionContents } from '../state/comments.ts';
import type { IssueComment, Reaction, Review, ReviewComment } from '../state/comments.ts';
import type { Inside } from '../types.ts';
import { association, renderUser } from './render-user.ts';

export function renderReview(inside: Inside, review: Review): Record<string, unknown> {
  const page = `${inside.url}/${review.repository}/pull/${review.pull}#pullrequestreview-${review.id}`;
  const pull = pullUrl(inside, review);
  return {
    id: review.id,
    node_id: review.nodeId,
    user: renderUser(inside, review.author),
    body: review.body,
    state: review.state,
    html_url: page,
    pull_request_url: pull,
    author_association: association(inside, review.repository, review.author),
    _links: { html: { href: page }, pull_request: { href: pull } },
    ...(review.submittedAt === null ? {} : { submitted_at: review.submittedAt }),
    commit_id: review.commitId,
  };
}

/** A review comment; an outdated one has null for its line and its position. */
export function renderReviewComment(inside: Inside, comment: ReviewComment): Record<string, unknown> {
  const { place, original } = comment;
  return {
    ...kernel(inside, comment),
    position: comment.subject === 'file' ? 1 : (place?.position ?? null),
    original_position: comment.subject === 'file' ? 1 : original.position,
    start_line: place?.startLine ?? null,
    original_start_line: original.startLine,
    start_side: original.startSide,
    line: place?.line ?? null,
    original_line: original.line,
    side: original.side,
    subject_type: comment.subject,
  };
}

/** A comment as the list of one review's comments shows it: the place by position alone. */
export function renderLegacyComment(inside: Inside, comment: ReviewComment): Record<string, unknown> {
  return {
    ...kernel(inside, comment),
    position: comment.subject === 'file' ? 1 : (comment.place?.position ?? null),
    original_position: comment.subject === 'file' ? 1 : comment.original.position,
  };
}

function kernel(inside: Inside, comment: ReviewComment): Record<string, unknown> {
  const url = `${inside.apiUrl}/repos/${comment.repository}/pulls/comments/${comment.id}`;
  const page = `${inside.url}/${comment.repository}/pull/${comment.pull}#discussion_r${comment.id}`;
  const pull = pullUrl(inside, comment);
  return {
    url,
    pull_request_review_id: comment.review,
    id: comment.id,
    node_id: comment.nodeId,
    diff_hunk: comment.diffHunk,
    path: comment.path,
    commit_id: comment.commitId,
    original_commit_id: comment.originalCommitId,
    user: renderUser(inside, comment.author),
    body: comment.body,
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    html_url: page,
    pull_request_url: pull,
    author_association: association(inside, comment.repository, comment.author),
    _links: { self: { href: url }, html: { href: page }, pull_request: { href: pull } },
    reactions: rollUp(inside, `${url}/reactions`, 'review-comment', comment),
    ...(comment.inReplyTo === null ? {} : { in_reply_to_id: comment.inReplyTo }),
  };
}

export function renderIssueComment(inside: Inside, comment: IssueComment): Record<string, unknown> {
  const api = `${inside.apiUrl}/repos/${comment.repository}/issues`;
  const url = `${api}/comments/${comment.id}`;
  return {
    url,
    html_url: `${inside.url}/${comment.repository}/pull/${comment.issue}#issuecomment-${comment.id}`,
    issue_url: `${api}/${comment.issue}`,
    id: comment.id,
    node_id: comment.nodeId,
    user: renderUser(inside, comment.author),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    body: comment.body,
    author_association: association(inside, comment.repository, comment.author),
    reactions: rollUp(inside, `${url}/reactions`, 'issue-comment', comment),
    performed_via_github_app: null,
  };
}

export function renderReaction(inside: Inside, reaction: Reaction): Record<string, unknown> {
  return {
    id: reaction.id,
    node_id: reaction.nodeId,
    user: renderUser(inside, reaction.author),
    content: reaction.content,
    created_at: reaction.createdAt,
  };
}

function rollUp(
  inside: Inside,
  url: string,
  on: Reaction['on'],
  { id, repository }: { id: number; repository: string },
): Record<string, unknown> {
  const mine = inside.state.reactions.filter(
    (reaction) => reaction.on === on && reaction.subject === id && reaction.repository === repository,
  );
  const count = (content: string): number => mine.filter((reaction) => reaction.content === content).length;
  return {
    url,
    total_count: mine.length,
    ...Object.fromEntries(reactionContents.map((content) => [content, count(content)])),
  };
}

function pullUrl(inside: Inside, { repository, pull }: { repository: string; pull: number }): string {
  return `${inside.apiUrl}/repos/${repository}/pulls/${pull}`;
}
