import { emitEvent } from '../acts/emit-event.ts';
import { resolveCommit } from '../git/read-commit.ts';
import { nodeId } from '../ids.ts';
import { actorOf, idOf, repositoryOf, timestamp } from '../lookup.ts';
import { paged } from '../paginate.ts';
import { readFields } from '../read-fields.ts';
import type { Fields } from '../read-fields.ts';
import { Refusal, created, errorReply, invalid, notFound, ok } from '../reply.ts';
import { renderAnnotation, renderCheckRun, renderCheckSuite } from '../render/render-check.ts';
import { slugOf } from '../render/render-user.ts';
import type { CheckRun, CheckSuite } from '../state/checks.ts';
import type { Context, Reply, Route } from '../types.ts';
import { checkPage, readActions, readOutput } from './check-run-rules.ts';

const runs = '/repos/{owner}/{repo}/check-runs';
const suites = '/repos/{owner}/{repo}/check-suites';
const atCommit = '/repos/{owner}/{repo}/commits/{ref}';
const read = { checks: 'read' } as const;
const write = { checks: 'write' } as const;

export const checkRoutes: readonly Route[] = [
  { method: 'POST', path: runs, needs: write, handle: createRun },
  { method: 'PATCH', path: `${runs}/{check_run_id}`, needs: write, handle: updateRun },
  {
    method: 'GET',
    path: `${runs}/{check_run_id}`,
    needs: read,
    handle: (context) => ok(renderCheckRun(context.inside, runOf(context))),
  },
  {
    method: 'GET',
    path: `${runs}/{check_run_id}/annotations`,
    needs: read,
    handle(context) {
      const run = runOf(context);
      return paged(context, run.annotations, (each) => renderAnnotation(context.inside, run, each));
    },
  },
  { method: 'GET', path: `${atCommit}/check-runs`, needs: read, handle: listRuns },
  { method: 'GET', path: `${atCommit}/check-suites`, needs: read, handle: listSuites },
  { method: 'POST', path: suites, needs: write, handle: createSuite },
  {
    method: 'GET',
    path: `${suites}/{check_suite_id}`,
    needs: read,
    handle: async (context) => ok(await renderCheckSuite(context.inside, suiteOf(context))),
  },
  {
    method: 'GET',
    path: `${suites}/{check_suite_id}/check-runs`,
    needs: read,
    handle(context) {
      const { id } = suiteOf(context);
      return listed(
        context,
        context.inside.state.checkRuns.filter((run) => run.suite === id),
      );
    },
  },
];

const statuses = ['queued', 'in_progress', 'completed', 'waiting', 'requested', 'pending'] as const;
const conclusions = [
  'success',
  'failure',
  'neutral',
  'cancelled',
  'skipped',
  'timed_out',
  'action_required',
] as const;

async function createRun(context: Context): Promise<Reply> {
  const { inside, call } = context;
  const app = appOf(context);
  const { fullName } = repositoryOf(context);
  const fields = readFields(call.body, checkPage);
  const name = fields.text('name');
  const headSha = await commitOf(context, fields.text('head_sha'));
  const changes = readChanges(fields, inside.now());
  const output = readOutput(fields);
  const suite = suiteFor(context, headSha, app);
  const id = inside.nextId();
  const run: CheckRun = {
    id,
    nodeId: nodeId('CR', id),
    repository: fullName,
    suite: suite.id,
    headSha,
    app,
    name,
    externalId: null,
    detailsUrl: null,
    status: 'queued',
    conclusion: null,
    startedAt: timestamp(inside),
    completedAt: null,
    title: output?.title ?? null,
    summary: output?.summary ?? null,
    text: output?.text ?? null,
    annotations: [...(output?.annotations ?? [])],
    actions: readActions(fields) ?? [],
    ...changes,
  };
  inside.state.checkRuns.push(run);
  tell(context, run, 'created');
  return created(renderCheckRun(inside, run));
}

/** Annotations are added to those that are there; everything else is replaced. */
function updateRun(context: Context): Reply {
  const { inside, call } = context;
  const run = runOf(context);
  if (run.app !== appOf(context))
    throw new Refusal(
      errorReply(
        403,
        'Invalid app_id `app` - check run can only be modified by the GitHub App that created it.',
      ),
    );
  const fields = readFields(call.body, 'checks/runs#update-a-check-run');
  const changes = readChanges(fields, inside.now());
  const output = readOutput(fields);
  const actions = readActions(fields);
  Object.assign(run, changes, { name: fields.maybeText('name') ?? run.name });
  if (output !== undefined) {
    const { annotations, ...texts } = output;
    Object.assign(run, texts);
    run.annotations.push(...annotations);
  }
  if (actions !== undefined) run.actions = actions;
  tell(context, run, run.status === 'completed' ? 'completed' : 'edited');
  return ok(renderCheckRun(inside, run));
}

/** What a request says of status, conclusion and times: a conclusion completes, and completing needs one. */
function readChanges(fields: Fields, now: number): Partial<CheckRun> {
  const conclusion = fields.maybeOneOf('conclusion', conclusions);
  const status = conclusion === undefined ? fields.maybeOneOf('status', statuses) : 'completed';
  if (status === 'completed' && conclusion === undefined) {
    throw invalid([{ resource: 'CheckRun', field: 'conclusion', code: 'missing_field' }], checkPage);
  }
  const completedAt =
    fields.maybeText('completed_at') ?? new Date(now).toISOString().replace(/\.\d{3}Z$/, 'Z');
  const [externalId, detailsUrl] = [fields.maybeText('external_id'), fields.maybeText('details_url')];
  const startedAt = fields.maybeText('started_at');
  return {
    ...(status === undefined ? {} : { status, conclusion: conclusion ?? null }),
    ...(status === 'completed' ? { completedAt } : status === undefined ? {} : { completedAt: null }),
    ...(externalId === undefined ? {} : { externalId }),
    ...(detailsUrl === undefined ? {} : { detailsUrl }),
    ...(startedAt === undefined ? {} : { startedAt }),
  };
}

async function listRuns(context: Context): Promise<Reply> {
  const sha = await commitOf(context, context.params['ref'] ?? '');
  const { call, inside } = context;
  const [name, status] = [call.query.get('check_name'), call.query.get('status')];
  const found = inside.state.checkRuns.filter(
    (run) =>
      run.repository === repositoryOf(context).fullName &&
      run.headSha === sha &&
      (name === null || run.name === name) &&
      (status === null || run.status === status),
  );
  if (call.query.get('filter') === 'all') return listed(context, found);
  // Of runs with one name in one suite, only the latest is listed.
  const latest = new Map(found.map((run) => [`${run.suite} ${run.name}`, run]));
  return listed(context, [...latest.values()]);
}

function listed(context: Context, found: readonly CheckRun[]): Promise<Reply> {
  const wrap = (check_runs: readonly unknown[]): unknown => ({ total_count: found.length, check_runs });
  return paged(context, found, (run) => renderCheckRun(context.inside, run), wrap);
}

async function listSuites(context: Context): Promise<Reply> {
  const sha = await commitOf(context, context.params['ref'] ?? '');
  const { fullName } = repositoryOf(context);
  const found = context.inside.state.checkSuites.filter(
    (suite) => suite.repository === fullName && suite.headSha === sha,
  );
  const wrap = (check_suites: readonly unknown[]): unknown => ({ total_count: found.length, check_suites });
  return paged(context, found, (suite) => renderCheckSuite(context.inside, suite), wrap);
}

async function createSuite(context: Context): Promise<Reply> {
  const { inside, call } = context;
  const app = appOf(context);
  const sha = await commitOf(context, readFields(call.body, 'checks/suites').text('head_sha'));
  const before = inside.state.checkSuites.length;
  const suite = suiteFor(context, sha, app);
  const status = inside.state.checkSuites.length > before ? 201 : 200;
  return { status, body: await renderCheckSuite(inside, suite) };
}

/** The suite of an app at a commit: there is one. */
function suiteFor(context: Context, headSha: string, app: string): CheckSuite {
  const { inside } = context;
  const { fullName: repository } = repositoryOf(context);
  const found = inside.state.checkSuites.find(
    (suite) => suite.repository === repository && suite.headSha === headSha && suite.app === app,
  );
  if (found !== undefined) return found;
  const id = inside.nextId();
  const now = timestamp(inside);
  const pull = inside.state.pulls.find(
    (each) => each.head.repository === repository && each.head.sha === headSha,
  );
  const suite: CheckSuite = {
    id,
    nodeId: nodeId('CS', id),
    repository,
    headSha,
    headBranch: pull?.head.ref ?? null,
    app,
    createdAt: now,
    updatedAt: now,
  };
  inside.state.checkSuites.push(suite);
  return suite;
}

function runOf(context: Context): CheckRun {
  const { fullName } = repositoryOf(context);
  const id = idOf(context, 'check_run_id');
  const found = context.inside.state.checkRuns.find((run) => run.id === id && run.repository === fullName);
  if (found === undefined) throw notFound();
  return found;
}

function suiteOf(context: Context): CheckSuite {
  const { fullName } = repositoryOf(context);
  const id = idOf(context, 'check_suite_id');
  const found = context.inside.state.checkSuites.find(
    (suite) => suite.id === id && suite.repository === fullName,
  );
  if (found === undefined) throw notFound();
  return found;
}

async function commitOf(context: Context, name: string): Promise<string> {
  const sha = await resolveCommit(context.inside.git, repositoryOf(context).fullName, name);
  if (sha === undefined) {
    throw new Refusal(errorReply(422, `No commit found for SHA: ${name}`, { page: checkPage }));
  }
  return sha;
}

/** The app that acts: checks are written by apps alone. */
function appOf(context: Context): string {
  const { login, type } = actorOf(context);
  if (type === 'Bot') return slugOf(login);
  throw new Refusal(errorReply(403, 'You must authenticate via a GitHub App.', { page: checkPage }));
}

function tell(context: Context, run: CheckRun, action: string): void {
  const { repository, id, name, status, conclusion } = run;
  const { login } = actorOf(context);
  const payload = { id, name, status, conclusion };
  emitEvent(context.inside, { name: 'check_run', action, repository, sender: login, payload });
}
