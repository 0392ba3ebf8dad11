import { nodeId } from '../ids.ts';
import type { PullRequest } from '../state/records.ts';
import type { Inside } from '../types.ts';
import { renderLabel } from './render-label.ts';
import { association, renderUser } from './render-user.ts';

/** A pull request as the issue that it is too: webhooks about its conversation show it so. */
export function renderIssue(inside: Inside, pull: PullRequest): Record<string, unknown> {
  const repository = `${inside.apiUrl}/repos/${pull.repository}`;
  const url = `${repository}/issues/${pull.number}`;
  const page = `${inside.url}/${pull.repository}/pull/${pull.number}`;
  const { state } = inside;
  const comments = state.issueComments.filter(
    (comment) => comment.repository === pull.repository && comment.issue === pull.number,
  );
  return {
    url,
    repository_url: repository,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: page,
    id: pull.id,
    node_id: nodeId('PR', pull.id),
    number: pull.number,
    title: pull.title,
    user: renderUser(inside, pull.author),
    labels: state.labels
      .filter(({ id }) => pull.labels.includes(id))
      .map((label) => renderLabel(inside, label)),
    state: pull.state,
    locked: pull.locked,
    assignee: null,
    assignees: [],
    milestone: null,
    comments: comments.length,
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt,
    author_association: association(inside, pull.repository, pull.author),
    active_lock_reason: null,
    draft: pull.draft,
    pull_request: {
      url: `${repository}/pulls/${pull.number}`,
      html_url: page,
      diff_url: `${page}.diff`,
      patch_url: `${page}.patch`,
      merged_at: pull.mergedAt,
    },
    body: pull.body,
    reactions: noReactions(`${url}/reactions`),
    timeline_url: `${url}/timeline`,
    performed_via_github_app: null,
    state_reason: null,
  };
}

function noReactions(url: string): Record<string, unknown> {
  const kinds = ['+1', '-1', 'laugh', 'hooray', 'confused', 'heart', 'rocket', 'eyes'];
  return { url, total_count: 0, ...Object.fromEntries(kinds.map((kind) => [kind, 0])) };
}
