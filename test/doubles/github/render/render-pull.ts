import { findRepository } from '../lookup.ts';
import { pullDiff } from '../pull-diff.ts';
import type { PullRequest } from '../state/records.ts';
import type { Inside } from '../types.ts';
import { renderLabel } from './render-label.ts';
import { renderRepository } from './render-repository.ts';
import { association, renderUser } from './render-user.ts';

/** A pull request as lists show it. */
export function renderPullSimple(inside: Inside, pull: PullRequest): Record<string, unknown> {
  const api = `${inside.apiUrl}/repos/${pull.repository}`;
  const url = `${api}/pulls/${pull.number}`;
  const issue = `${api}/issues/${pull.number}`;
  const page = `${inside.url}/${pull.repository}/pull/${pull.number}`;
  return {
    url,
    id: pull.id,
    node_id: pull.nodeId,
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: issue,
    number: pull.number,
    state: pull.state,
    locked: pull.locked,
    title: pull.title,
    user: renderUser(inside, pull.author),
    body: pull.body,
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt,
    merged_at: pull.mergedAt,
    merge_commit_sha: pull.mergeCommitSha,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    labels: inside.state.labels
      .filter(({ id }) => pull.labels.includes(id))
      .map((label) => renderLabel(inside, label)),
    milestone: null,
    draft: pull.draft,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: `${api}/pulls/comments{/number}`,
    comments_url: `${issue}/comments`,
    statuses_url: `${api}/statuses/${pull.head.sha}`,
    head: renderEnd(inside, pull.head),
    base: renderEnd(inside, { ...pull.base, repository: pull.repository }),
    _links: {
      self: { href: url },
      html: { href: page },
      issue: { href: issue },
      comments: { href: `${issue}/comments` },
      review_comments: { href: `${url}/comments` },
      review_comment: { href: `${api}/pulls/comments{/number}` },
      commits: { href: `${url}/commits` },
      statuses: { href: `${api}/statuses/${pull.head.sha}` },
    },
    author_association: association(inside, pull.repository, pull.author),
    auto_merge: null,
    active_lock_reason: null,
  };
}

/** A pull request as its own endpoint shows it, with the counts. */
export async function renderPull(inside: Inside, pull: PullRequest): Promise<Record<string, unknown>> {
  const { files, ahead } = await pullDiff(inside, pull);
  const { state } = inside;
  const mine = (record: { repository: string; pull: number }): boolean =>
    record.repository === pull.repository && record.pull === pull.number;
  const pending = new Set(state.reviews.filter((review) => review.state === 'PENDING').map(({ id }) => id));
  const open = pull.state === 'open';
  return {
    ...renderPullSimple(inside, pull),
    merged: pull.merged,
    mergeable: open ? true : null,
    rebaseable: open ? true : null,
    mergeable_state: !open ? 'unknown' : pull.draft ? 'draft' : 'clean',
    merged_by: pull.mergedBy === null ? null : renderUser(inside, pull.mergedBy),
    comments: state.issueComments.filter(
      (comment) => comment.repository === pull.repository && comment.issue === pull.number,
    ).length,
    review_comments: state.reviewComments.filter((comment) => mine(comment) && !pending.has(comment.review))
      .length,
    maintainer_can_modify: false,
    commits: ahead.length,
    additions: files.reduce((sum, file) => sum + file.additions, 0),
    deletions: files.reduce((sum, file) => sum + file.deletions, 0),
    changed_files: files.length,
  };
}

function renderEnd(
  inside: Inside,
  { ref, sha, repository }: { ref: string; sha: string; repository: string | null },
): Record<string, unknown> {
  const repo = repository === null ? null : findRepository(inside, repository);
  return {
    label: `${repo?.owner ?? 'unknown'}:${ref}`,
    ref,
    sha,
    user: repo === null ? null : renderUser(inside, repo.owner),
    repo: repo === null ? null : renderRepository(inside, repo),
  };
}

/** The pull request as a check run names it. */
export function renderPullMinimal(inside: Inside, pull: PullRequest): Record<string, unknown> {
  const repo = (name: string): Record<string, unknown> => {
    const { id, fullName, name: short } = findRepository(inside, name);
    return { id, url: `${inside.apiUrl}/repos/${fullName}`, name: short };
  };
  return {
    url: `${inside.apiUrl}/repos/${pull.repository}/pulls/${pull.number}`,
    id: pull.id,
    number: pull.number,
    head: { ref: pull.head.ref, sha: pull.head.sha, repo: repo(pull.head.repository ?? pull.repository) },
    base: { ref: pull.base.ref, sha: pull.base.sha, repo: repo(pull.repository) },
  };
}
