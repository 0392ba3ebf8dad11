import { nodeId } from '../ids.ts';
import { findPull, findRepository } from '../lookup.ts';
import { renderCheckRun, renderCheckSuite } from '../render/render-check.ts';
import { renderIssueComment, renderReviewComment } from '../render/render-comment.ts';
import {
  renderInstallation,
  renderNamedRepository,
  repositoriesOf,
  selection,
} from '../render/render-installation.ts';
import { renderIssue } from '../render/render-issue.ts';
import { renderPull, renderPullSimple } from '../render/render-pull.ts';
import { renderRepository } from '../render/render-repository.ts';
import { renderUser } from '../render/render-user.ts';
import type { Installation } from '../state/installations.ts';
import type { ForgeEvent } from '../state/state.ts';
import type { Inside } from '../types.ts';

type Json = Record<string, unknown>;
/** Takes what an event is about as it is now, and renders it when it is called. */
type Render = (inside: Inside, event: ForgeEvent, installation: Installation) => () => Json | Promise<Json>;

/**
 * The payload of an event; undefined: the double has none for it.
 *
 * What it shows is taken at once, although it is rendered later: the next push must not change it.
 */
export function payloadOf(
  inside: Inside,
  event: ForgeEvent,
  installation: Installation,
): Promise<Json> | undefined {
  const take = renders[event.name];
  if (take === undefined) return undefined;
  const render = take(inside, event, installation);
  const { action, sender } = event;
  const about = event.installation === undefined ? repositoryFields(inside, event, installation) : {};
  const common = { action, ...about, sender: renderUser(inside, sender) };
  // A promise of its own: whoever failed to render must not stop whoever acts.
  return Promise.resolve().then(async () => ({ ...common, ...(await render()) }));
}

const renders: Readonly<Record<string, Render>> = {
  pull_request: pullPayload,
  issue_comment: conversationPayload,
  pull_request_review_comment: linePayload,
  pull_request_review_thread: threadPayload,
  check_run: runPayload,
  check_suite: suitePayload,
  installation: installationPayload,
  installation_repositories: selectionPayload,
};

function repositoryFields(inside: Inside, { repository }: ForgeEvent, { id }: Installation): Json {
  return {
    repository: renderRepository(inside, findRepository(inside, repository)),
    installation: { id, node_id: nodeId('IN', id) },
  };
}

function pullPayload(inside: Inside, { action, repository, payload }: ForgeEvent): () => Promise<Json> {
  const pull = structuredClone(findPull(inside, repository, Number(payload['number'])));
  const { before, after } = payload;
  const more = action === 'synchronize' ? { before, after } : action === 'edited' ? { changes: {} } : {};
  return async () => ({ number: pull.number, ...more, pull_request: await renderPull(inside, pull) });
}

function conversationPayload(inside: Inside, { action, repository, payload }: ForgeEvent): () => Json {
  const comment = structuredClone(withId(inside.state.issueComments, payload['id']));
  const issue = renderIssue(inside, findPull(inside, repository, Number(payload['issue'])));
  const changes = action === 'edited' ? { changes: {} } : {};
  return () => ({ ...changes, issue, comment: renderIssueComment(inside, comment) });
}

function linePayload(inside: Inside, { action, repository, payload }: ForgeEvent): () => Json {
  const comment = structuredClone(withId(inside.state.reviewComments, payload['id']));
  const pull = renderPullSimple(inside, findPull(inside, repository, Number(payload['pull'])));
  const changes = action === 'edited' ? { changes: {} } : {};
  return () => ({ ...changes, comment: renderReviewComment(inside, comment), pull_request: pull });
}

function threadPayload(inside: Inside, { repository, payload }: ForgeEvent): () => Json {
  const thread = inside.state.threads.find(({ id }) => id === payload['thread']);
  if (thread === undefined) throw new Error(`there is no thread ${String(payload['thread'])}`);
  const pull = renderPullSimple(inside, findPull(inside, repository, thread.pull));
  const comments = thread.comments.map((id) =>
    renderReviewComment(inside, withId(inside.state.reviewComments, id)),
  );
  return () => ({ pull_request: pull, thread: { node_id: thread.id, comments } });
}

function runPayload(inside: Inside, { payload }: ForgeEvent): () => Promise<Json> {
  const run = renderCheckRun(inside, withId(inside.state.checkRuns, payload['id']));
  const suite = withId(inside.state.checkSuites, (run['check_suite'] as { id: number }).id);
  const { requested_action: pressed } = payload;
  return async () => {
    const { app, pull_requests, ...rest } = await renderCheckSuite(inside, suite);
    const brief = Object.fromEntries(suiteFields.map((field) => [field, rest[field]]));
    const check_suite = { ...brief, pull_requests, app };
    return {
      check_run: { ...run, check_suite },
      ...(pressed === undefined ? {} : { requested_action: pressed }),
    };
  };
}

const suiteFields = [
  'id',
  'node_id',
  'head_branch',
  'head_sha',
  'status',
  'conclusion',
  'url',
  'before',
  'after',
  'created_at',
  'updated_at',
];

function suitePayload(inside: Inside, { payload }: ForgeEvent): () => Promise<Json> {
  const suite = withId(inside.state.checkSuites, payload['id']);
  return async () => {
    const { repository: _, ...check_suite } = await renderCheckSuite(inside, suite);
    return { check_suite };
  };
}

function installationPayload(inside: Inside, { action }: ForgeEvent, installation: Installation): () => Json {
  const repositories = repositoriesOf(inside, installation).map(renderNamedRepository);
  const body = { installation: renderInstallation(inside, installation), repositories };
  return () => (action === 'created' ? { ...body, requester: null } : body);
}

function selectionPayload(inside: Inside, { payload }: ForgeEvent, installation: Installation): () => Json {
  const named = (field: string): Json[] =>
    (payload[field] as readonly string[]).map((name) =>
      renderNamedRepository(findRepository(inside, `${installation.account}/${name}`)),
    );
  const body = {
    installation: renderInstallation(inside, installation),
    repository_selection: selection(installation),
    repositories_added: named('added'),
    repositories_removed: named('removed'),
    requester: null,
  };
  return () => body;
}

function withId<T extends { readonly id: number }>(all: readonly T[], id: unknown): T {
  const found = all.find((each) => each.id === id);
  if (found === undefined) throw new Error(`there is no record ${String(id)}`);
  return found;
}
