import { describe, expect, test } from 'vitest';
import type { Job, JobStore } from '../../../../src/review/jobs/job-store.ts';
import type { Reply } from '../../../doubles/model-server/script.ts';
import {
  defect,
  endsOf,
  installation,
  openWorkerScene,
  pull,
  reports,
  sample,
  silent,
  until,
  type WorkerScene,
} from './worker-scene.ts';

/** The model is asked, and does not answer before it is asked no more. */
const hangs: Reply = { when: 'sum.dart', text: '', times: 1, fault: { kind: 'slow-headers', ms: 300_000 } };
const changed = [{ path: 'src/sum.dart', content: sample(defect, 'total') }];

/** Checks of what a server can do come before. */
function isAsked({ model }: WorkerScene): boolean {
  return model.prompts.some(({ text }) => text.includes('sum.dart'));
}

function stands({ github }: WorkerScene) {
  const { reviewComments, issueComments, checkRuns } = github.state;
  return {
    comments: reviewComments.map(({ originalCommitId }) => originalCommitId),
    summaries: issueComments.length,
    open: checkRuns.filter(({ status }) => status !== 'completed').length,
  };
}

/** A gate that whoever comes first waits at. */
function gate() {
  let open = (): void => {};
  let isReached = false;
  const opened = new Promise<void>((resolve) => (open = resolve));
  const pass = async (): Promise<void> => {
    isReached = true;
    await opened;
  };
  return { pass, open: () => open(), isReached: () => isReached };
}

describe('a push during a review (R6)', () => {
  test('ends it, and only the newest head is posted', async () => {
    const scene = await openWorkerScene({ replies: [hangs, reports, silent] });
    const { model } = scene;
    const first = scene.head();
    await scene.accept('d1', { head: first });
    scene.worker().start();
    await until(() => isAsked(scene));
    const second = await scene.push(changed);
    await scene.accept('d2', { head: second });
    await scene.idle();
    expect(endsOf(scene)).toEqual({ d1: 'superseded', d2: 'posted' });
    expect(model.requests.some(({ aborted }) => aborted?.when === 'before-headers')).toBe(true);
    expect(stands(scene)).toEqual({ comments: [second], summaries: 1, open: 0 });
  });

  test('that no webhook has told yet is reviewed by the same job', async () => {
    const scene = await openWorkerScene();
    const { github, memory } = scene;
    const first = scene.head();
    let pushed: string | undefined;
    await scene.accept('d1', { head: first });
    scene
      .worker('one', {
        async hasReview(identity) {
          pushed ??= await scene.push(changed);
          return memory.jobs.hasReview(identity);
        },
      })
      .start();
    await scene.idle();
    expect(stands(scene).comments).toEqual([pushed]);
    expect(github.state.issueComments).toHaveLength(1);
    expect([...memory.state.jobs.values()].map(({ record }) => record?.head)).toEqual([pushed]);
  });
});

test('a worker that stops gives its review back, and another one makes it (R8)', async () => {
  const scene = await openWorkerScene({ replies: [hangs, reports, silent] });
  await scene.accept('d1', { head: scene.head() });
  const first = scene.worker('one');
  first.start();
  await until(() => isAsked(scene));
  await first.stop(6_000);
  expect(first.active()).toBe(0);
  expect([...scene.memory.state.jobs.values()]).toMatchObject([{ state: 'waiting', failures: 0 }]);
  expect(stands(scene)).toEqual({ comments: [], summaries: 0, open: 0 });
  scene.worker('two').start();
  await scene.idle();
  expect(endsOf(scene)).toEqual({ d1: 'posted' });
  expect(stands(scene)).toEqual({ comments: [scene.head()], summaries: 1, open: 0 });
});

describe('a pull request that is closed while it is reviewed', () => {
  const why = 'Not reviewed: the pull request is closed by now.';
  const checks = ({ github }: WorkerScene) =>
    github.state.checkRuns.map(({ status, conclusion, title }) => [status, conclusion, title]);

  /** Closes it for the app as a webhook does. */
  async function close({ github, memory }: WorkerScene): Promise<void> {
    github.closePull(at(github));
    const errand = { kind: 'close', installation, pull } as const;
    await memory.jobs.accept({ id: 'closed', event: 'pull_request.closed', errand });
  }

  function at({ state }: WorkerScene['github']) {
    const [opened] = state.pulls;
    if (opened === undefined) throw new Error('no pull request was opened');
    return opened;
  }

  /** Gives what lets the dead one go on, so that its test can end. */
  async function beginAndDie(scene: WorkerScene) {
    const held = gate();
    const isHeld = async (): Promise<boolean> => {
      if (scene.github.state.checkRuns.length === 0) return true;
      // The check is begun; then its process is killed.
      await held.pass();
      return false;
    };
    await scene.accept('d1', { head: scene.head() });
    scene.worker('killed', { renew: async () => {}, reap: async () => 0, isHeld }).start();
    await until(held.isReached);
    return async (): Promise<void> => {
      held.open();
      await until(() => scene.results.some(({ job }) => job.fence === 1));
    };
  }

  test('has no check under way any more, though its worker was killed; opened again it has its review', async () => {
    const scene = await openWorkerScene();
    const awakens = await beginAndDie(scene);
    await close(scene);
    scene.pass(60_000);
    const awake = scene.worker('awake');
    awake.start();
    await scene.idle();
    expect(checks(scene)).toEqual([['completed', 'neutral', why]]);
    scene.github.reopenPull(at(scene.github));
    await scene.accept('reopened', { head: scene.head() });
    awake.wake();
    await scene.idle();
    await awakens();
    expect(endsOf(scene)).toEqual({ d1: 'superseded', closed: 'ignored', reopened: 'posted' });
    expect(checks(scene).map(([status, conclusion]) => [status, conclusion])).toEqual([
      ['completed', 'neutral'],
      ['completed', 'failure'],
    ]);
  });

  test('and opened again before anybody looked goes on with the check that was left', async () => {
    const scene = await openWorkerScene();
    const awakens = await beginAndDie(scene);
    await close(scene);
    scene.github.reopenPull(at(scene.github));
    await scene.accept('reopened', { head: scene.head() });
    scene.pass(60_000);
    scene.worker('awake').start();
    await scene.idle();
    await awakens();
    expect(endsOf(scene)).toEqual({ d1: 'superseded', closed: 'ignored', reopened: 'posted' });
    expect(checks(scene).map(([status, conclusion]) => [status, conclusion])).toEqual([
      ['completed', 'failure'],
    ]);
  });

  test('has none either where the app was not told', async () => {
    const scene = await openWorkerScene();
    const awakens = await beginAndDie(scene);
    scene.github.closePull(at(scene.github));
    scene.pass(60_000);
    scene.worker('awake').start();
    await scene.idle();
    await awakens();
    expect(checks(scene)).toEqual([['completed', 'neutral', why]]);
  });

  test('ends its check itself while its worker lives', async () => {
    const scene = await openWorkerScene({ replies: [hangs, reports, silent] });
    await scene.accept('d1', { head: scene.head() });
    scene.worker().start();
    await until(() => isAsked(scene));
    await close(scene);
    await scene.idle();
    expect(stands(scene)).toEqual({ comments: [], summaries: 0, open: 0 });
    expect(checks(scene)).toEqual([['completed', 'neutral', 'The review was stopped.']]);
  });
});

describe('a worker whose lease has ended (R9)', () => {
  test('writes nothing, and the other one takes over the check that it has begun', async () => {
    const scene = await openWorkerScene();
    const { memory, github } = scene;
    const held = gate();
    await scene.accept('d1', { head: scene.head() });
    scene
      .worker('stalled', {
        renew: async () => {},
        reap: async () => 0,
        isHeld: async (job: Job) => {
          // The check is begun; then the machine sleeps.
          if (github.state.checkRuns.length > 0) await held.pass();
          return memory.jobs.isHeld(job);
        },
      })
      .start();
    await until(held.isReached);
    scene.pass(60_000);
    scene.worker('awake').start();
    await scene.idle();
    held.open();
    await until(() => scene.results.length === 2);
    expect(scene.results[1]).toMatchObject({ result: { kind: 'stopped' } });
    expect(endsOf(scene)).toEqual({ d1: 'posted' });
    expect(stands(scene)).toEqual({ comments: [scene.head()], summaries: 1, open: 0 });
    expect(github.state.checkRuns).toHaveLength(1);
  });

  test('takes away what it wrote too late, and nothing stands there twice', async () => {
    const scene = await openWorkerScene();
    const { memory, github } = scene;
    const held = gate();
    const isPosted = (): boolean => github.state.issueComments.length > 1;
    await scene.accept('d1', { head: scene.head() });
    scene
      .worker('stalled', {
        renew: async () => {},
        reap: async () => 0,
        async hasReview() {
          await held.pass();
          return false;
        },
        // As if each answer were given just before the lease ended.
        isHeld: async (job: Job) =>
          isPosted() && !github.state.checkRuns.some(isOpen) ? memory.jobs.isHeld(job) : true,
      })
      .start();
    await until(held.isReached);
    scene.pass(60_000);
    const awake = scene.worker('awake');
    awake.start();
    await scene.idle();
    held.open();
    await until(() => scene.results.length === 2);
    awake.wake();
    await scene.idle();
    expect(stands(scene)).toEqual({ comments: [scene.head()], summaries: 1, open: 0 });
    expect(Object.values(endsOf(scene))).toEqual(['posted', 'posted']);
  });
});

const isOpen = ({ status }: { readonly status: string }): boolean => status !== 'completed';

test('502 after GitHub has stored the review doubles nothing (R10)', async () => {
  const scene = await openWorkerScene();
  const reviews = '/repos/{owner}/{repo}/pulls/{pull_number}/reviews';
  scene.github.faults.plan([
    { method: 'POST', on: reviews, fault: { kind: 'store-then-status', status: 502 } },
  ]);
  await scene.accept('d1', { head: scene.head() });
  scene.worker().start();
  await scene.idle();
  scene.github.faults.assertAllFired();
  expect(stands(scene)).toEqual({ comments: [scene.head()], summaries: 1, open: 0 });
});

test('limits for an hour are waited for, and the review comes later (R11)', async () => {
  // Waiting for a limit spends no try.
  const scene = await openWorkerScene({ tries: 1 });
  const { github, memory } = scene;
  const putOff: number[] = [];
  const limited = { kind: 'secondary-limit', retryAfter: 600 } as const;
  github.faults.plan([{ method: 'POST', on: /\/reviews$/, times: 6, fault: limited }]);
  await scene.accept('d1', { head: scene.head() });
  const postpone: JobStore['postpone'] = (job, problem, afterMs) => {
    putOff.push(afterMs);
    return memory.jobs.postpone(job, problem, 0);
  };
  scene.worker('worker', { postpone }).start();
  await scene.idle();
  github.faults.assertAllFired();
  expect(github.impatient).toEqual([]);
  expect(new Set(putOff)).toEqual(new Set([300_000]));
  expect(scene.waited()).toBeGreaterThan(3600_000);
  expect(endsOf(scene)).toEqual({ d1: 'posted' });
  expect(stands(scene)).toEqual({ comments: [scene.head()], summaries: 1, open: 0 });
});

test('GitHub is away for hours, and the review comes when it is back', async () => {
  // Five tries would be over in some minutes.
  const scene = await openWorkerScene({ tries: 1 });
  const { github, memory } = scene;
  const pauses: number[] = [];
  github.faults.plan([{ on: /./, times: 999, fault: { kind: 'status', status: 503 } }]);
  await scene.accept('d1', { head: scene.head() });
  const postpone: JobStore['postpone'] = async (job, problem, afterMs) => {
    expect(problem.code).toBe('forge-unreachable');
    await memory.jobs.postpone(job, problem, afterMs);
    pauses.push(afterMs);
    scene.pass(afterMs);
    if (pauses.reduce((sum, ms) => sum + ms) > 3 * 3600_000) github.faults.plan([]);
  };
  scene.worker('worker', { postpone }).start();
  await scene.idle();
  expect([pauses[0], pauses.at(-1)]).toEqual([15_000, 600_000]);
  expect(endsOf(scene)).toEqual({ d1: 'posted' });
  expect(stands(scene)).toEqual({ comments: [scene.head()], summaries: 1, open: 0 });
});

test('a poison job is given up, and others go on (R22)', async () => {
  const scene = await openWorkerScene({ tries: 2 });
  const { memory } = scene;
  await memory.jobs.accept({
    id: 'poison',
    event: 'pull_request.opened',
    errand: {
      ...{ kind: 'review', installation, head: undefined, isForced: false },
      pull: { repository: 'olga/../../etc', number: 1 },
    },
  });
  await scene.accept('d1');
  scene.worker().start();
  await scene.idle();
  expect(endsOf(scene)).toEqual({ poison: expect.stringMatching(/dead|ignored/) as string, d1: 'posted' });
});

describe('an installation token', () => {
  test('that ends in the middle of a review is renewed', async () => {
    const scene = await openWorkerScene();
    const { github, appForge } = scene;
    const token = await appForge.token(installation, pull.repository, AbortSignal.timeout(10_000));
    const known = github.tokens.get(token);
    if (known !== undefined) github.tokens.set(token, { ...known, expiresAfter: 5 });
    await scene.accept('d1', { head: scene.head() });
    scene.worker().start();
    await scene.idle();
    expect(github.requests.some(({ status }) => status === 401)).toBe(true);
    expect(stands(scene)).toEqual({ comments: [scene.head()], summaries: 1, open: 0 });
    expect(scene.results).toHaveLength(1);
  });

  test('of an app that was taken away meanwhile ends the job', async () => {
    const scene = await openWorkerScene();
    const { memory, github } = scene;
    await scene.accept('d1', { head: scene.head() });
    scene
      .worker('one', {
        async hasReview(identity) {
          github.uninstall(installation);
          return memory.jobs.hasReview(identity);
        },
      })
      .start();
    await scene.idle();
    expect(endsOf(scene)).toEqual({ d1: 'ignored' });
    expect(stands(scene)).toMatchObject({ comments: [], summaries: 0 });
  });
});

describe('a pull request that is not to be reviewed', () => {
  test('because it is paused, a draft or closed', async () => {
    const scene = await openWorkerScene();
    const { github, memory } = scene;
    const [opened] = github.state.pulls;
    if (opened === undefined) throw new Error('there is none');
    await memory.jobs.setPaused(pull, true, 'olga');
    await scene.accept('paused', { head: scene.head() });
    const worker = scene.worker();
    worker.start();
    await scene.idle();
    await memory.jobs.setPaused(pull, false, 'olga');
    github.setDraft(opened, true);
    await scene.accept('draft', { head: scene.head() });
    worker.wake();
    await scene.idle();
    github.closePull(opened, 'olga');
    await scene.accept('closed', { head: scene.head() });
    worker.wake();
    await scene.idle();
    expect(endsOf(scene)).toEqual({ paused: 'ignored', draft: 'ignored', closed: 'ignored' });
    expect(stands(scene)).toEqual({ comments: [], summaries: 0, open: 0 });
  });

  test('because its base is configured in no valid way: the check says where', async () => {
    const base = [{ path: '.galley.yml', content: 'maxFindings: 5\nfailOn: sometimes\n' }];
    const scene = await openWorkerScene({ base });
    await scene.accept('d1', { head: scene.head() });
    scene.worker().start();
    await scene.idle();
    const [check] = scene.github.state.checkRuns;
    expect(check).toMatchObject({ status: 'completed', conclusion: 'neutral' });
    expect(JSON.stringify(check)).toMatch(/\.galley\.yml of base [0-9a-f]{7}:2/);
    expect(endsOf(scene)).toEqual({ d1: 'posted' });
    expect(await scene.memory.jobs.unreviewed(pull, scene.head())).toBeUndefined();
  });
});

test('a repository that is too large for a mirror is reviewed by its diff, and says so', async () => {
  const scene = await openWorkerScene({ mostMirrorBytes: 100 });
  await scene.accept('d1', { head: scene.head() });
  scene.worker().start();
  await scene.idle();
  expect(stands(scene)).toEqual({ comments: [scene.head()], summaries: 1, open: 0 });
  expect(scene.github.state.issueComments[0]?.body).toContain('the most that one mirror may');
});

test('a model that does not answer is asked again later; what is known without it stands there', async () => {
  const scene = await openWorkerScene({ replies: [] });
  await scene.model.close();
  await scene.accept('d1', { head: scene.head() });
  scene.worker().start();
  await scene.idle();
  expect(scene.results.map(({ result }) => result.kind)).toEqual(['failed', 'failed', 'ended']);
  expect(scene.github.state.checkRuns.at(-1)).toMatchObject({ conclusion: 'neutral' });
  expect(stands(scene)).toEqual({ comments: [], summaries: 1, open: 0 });
});
