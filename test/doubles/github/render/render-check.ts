import { readCommits } from '../git/read-commit.ts';
import { hashId, nodeId } from '../ids.ts';
import { findRepository } from '../lookup.ts';
import type { Annotation, CheckRun, CheckSuite, CommitStatus } from '../state/checks.ts';
import type { PullRequest } from '../state/records.ts';
import type { Inside } from '../types.ts';
import { renderPullMinimal } from './render-pull.ts';
import { renderMinimalRepository } from './render-repository.ts';
import { encodePath } from './render-commit.ts';
import { renderUser } from './render-user.ts';

export function renderCheckRun(inside: Inside, run: CheckRun): Record<string, unknown> {
  const url = `${inside.apiUrl}/repos/${run.repository}/check-runs/${run.id}`;
  const page = `${inside.url}/${run.repository}/runs/${run.id}`;
  return {
    id: run.id,
    head_sha: run.headSha,
    node_id: run.nodeId,
    external_id: run.externalId ?? '',
    url,
    html_url: page,
    details_url: run.detailsUrl ?? page,
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: {
      title: run.title,
      summary: run.summary,
      text: run.text,
      annotations_count: run.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    name: run.name,
    check_suite: { id: run.suite },
    app: renderApp(inside, run.app),
    pull_requests: pullsAt(inside, run.repository, run.headSha).map((pull) =>
      renderPullMinimal(inside, pull),
    ),
  };
}

export async function renderCheckSuite(inside: Inside, suite: CheckSuite): Promise<Record<string, unknown>> {
  const runs = inside.state.checkRuns.filter((run) => run.suite === suite.id);
  const url = `${inside.apiUrl}/repos/${suite.repository}/check-suites/${suite.id}`;
  const [commit] = await readCommits(inside.git, suite.repository, [suite.headSha]);
  if (commit === undefined) throw new Error(`no commit ${suite.headSha}`);
  const done = runs.length > 0 && runs.every((run) => run.status === 'completed');
  return {
    id: suite.id,
    node_id: suite.nodeId,
    head_branch: suite.headBranch,
    head_sha: suite.headSha,
    status: done ? 'completed' : runs.length === 0 ? 'queued' : 'in_progress',
    conclusion: done ? worst(runs) : null,
    url,
    before: null,
    after: suite.headSha,
    pull_requests: pullsAt(inside, suite.repository, suite.headSha).map((pull) =>
      renderPullMinimal(inside, pull),
    ),
    app: renderApp(inside, suite.app),
    repository: renderMinimalRepository(inside, findRepository(inside, suite.repository)),
    created_at: suite.createdAt,
    updated_at: suite.updatedAt,
    head_commit: {
      id: commit.sha,
      tree_id: commit.tree,
      message: commit.message,
      timestamp: commit.committer.date,
      author: { name: commit.author.name, email: commit.author.email },
      committer: { name: commit.committer.name, email: commit.committer.email },
    },
    latest_check_runs_count: runs.length,
    check_runs_url: `${url}/check-runs`,
    rerequestable: true,
    runs_rerequestable: true,
  };
}

/** From best to worst: a suite ends as its worst run. */
const order = [
  'skipped',
  'success',
  'neutral',
  'stale',
  'cancelled',
  'timed_out',
  'action_required',
  'failure',
];

function worst(runs: readonly CheckRun[]): string {
  return (
    order[Math.max(...runs.map(({ conclusion }) => order.indexOf(conclusion ?? 'success')))] ?? 'success'
  );
}

export function renderAnnotation(
  inside: Inside,
  run: CheckRun,
  annotation: Annotation,
): Record<string, unknown> {
  return {
    path: annotation.path,
    blob_href: `${inside.url}/${run.repository}/blob/${run.headSha}/${encodePath(annotation.path)}`,
    start_line: annotation.startLine,
    start_column: annotation.startColumn,
    end_line: annotation.endLine,
    end_column: annotation.endColumn,
    annotation_level: annotation.level,
    title: annotation.title,
    message: annotation.message,
    raw_details: annotation.rawDetails,
  };
}

/** A status as the combined one lists it. */
export function renderSimpleStatus(inside: Inside, status: CommitStatus): Record<string, unknown> {
  return {
    url: `${inside.apiUrl}/repos/${status.repository}/statuses/${status.sha}`,
    avatar_url: `${inside.url}/avatars/${encodeURIComponent(status.author)}`,
    id: status.id,
    node_id: status.nodeId,
    state: status.state,
    description: status.description,
    target_url: status.targetUrl,
    context: status.context,
    created_at: status.createdAt,
    updated_at: status.createdAt,
  };
}

export function renderStatus(inside: Inside, status: CommitStatus): Record<string, unknown> {
  return { ...renderSimpleStatus(inside, status), creator: renderUser(inside, status.author) };
}

/** The app that a check belongs to, by its slug. */
export function renderApp(inside: Inside, slug: string): Record<string, unknown> {
  const id = hashId(slug);
  const events = ['check_run', 'check_suite', 'pull_request'];
  return {
    id,
    slug,
    node_id: nodeId('A', id),
    owner: renderUser(inside, 'app-owner'),
    name: slug,
    description: '',
    external_url: `${inside.url}/apps/${slug}`,
    html_url: `${inside.url}/apps/${slug}`,
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    permissions: { checks: 'write', metadata: 'read' },
    events,
  };
}

/** Open pull requests of the repository's own branches whose head is this commit: forks are not named. */
function pullsAt(inside: Inside, repository: string, sha: string): PullRequest[] {
  return inside.state.pulls.filter(
    (pull) =>
      pull.repository === repository &&
      pull.head.repository === repository &&
      pull.head.sha === sha &&
      pull.state === 'open',
  );
}
