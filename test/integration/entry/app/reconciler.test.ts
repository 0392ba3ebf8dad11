import { expect, test } from 'vitest';
import { createReconciler } from '../../../../src/entry/app/reconcile/create-reconciler.ts';
import { silentLog } from '../../../../src/log.ts';
import { manualClock } from '../../../unit/entry/app/worker/manual-clock.ts';
import { endsOf, installation, openWorkerScene, pull, type WorkerScene } from './worker-scene.ts';

const never = new AbortController().signal;

test('what was missed while the app was down is reviewed, once (R7)', async () => {
  const scene = await openWorkerScene();
  const { memory, appForge, github } = scene;
  const reconcilers = ['a', 'b'].map(() =>
    createReconciler({ store: memory.jobs, appForge, log: silentLog, paceMs: 0 }),
  );
  const sums = await Promise.all(reconcilers.map((one) => one.runOnce(never)));
  expect(sums.map(({ accepted }) => accepted).reduce((a, b) => a + b)).toBe(1);
  expect(sums[0]).toMatchObject({ repositories: 1, failures: 0 });
  scene.worker().start();
  await scene.idle();
  expect(endsOf(scene)).toEqual({ [`reconcile:olga/proof#1@${scene.head()}`]: 'posted' });
  expect(github.state.reviewComments).toHaveLength(1);
  const [again] = await Promise.all(reconcilers.map((one) => one.runOnce(never)));
  expect(again).toMatchObject({ accepted: 0 });
  expect(scene.calls.length).toBeGreaterThan(5);
});

test('one installation that fails is no reason to leave out the others, and a stop is heard', async () => {
  const { memory, appForge } = await openWorkerScene();
  const broken: typeof appForge = {
    ...appForge,
    installations: async () => [1, installation],
    redeliver: async () => Promise.reject(new Error('no deliveries')),
  };
  const options = { store: memory.jobs, appForge: broken, log: silentLog, paceMs: 0 };
  const sum = await createReconciler(options).runOnce(never);
  expect(sum).toEqual({ redelivered: 0, repositories: 1, accepted: 1, failures: 2 });
  expect(memory.state.pulls.size).toBe(1);
  const slow = createReconciler({ ...options, appForge, paceMs: 3600_000 });
  slow.start();
  await slow.stop();
  expect(await memory.jobs.isPaused(pull)).toBe(false);
});

/** A reconciler whose time the test moves. */
function runsOf({ memory, appForge, pass }: WorkerScene) {
  let passed = 0;
  const wallClock = (): number => Date.now() + passed;
  const options = { store: memory.jobs, appForge, log: silentLog, paceMs: 0, wallClock };
  const reconciler = createReconciler(options);
  return async (afterMs = 0): Promise<number> => {
    passed += afterMs;
    pass(afterMs);
    return (await reconciler.runOnce(never)).accepted;
  };
}

const minute = 60_000;
const day = 24 * 60 * minute;

test('a head without a review is looked at again whatever became of the errands before, and ever more seldom', async () => {
  const scene = await openWorkerScene();
  const { memory } = scene;
  const run = runsOf(scene);
  const end = async (how: 'ignored' | 'superseded'): Promise<void> => {
    const job = await memory.jobs.take('review', 'w', minute);
    if (job === undefined) throw new Error('there is no job');
    await memory.jobs.finish(job, how);
  };
  expect(await run()).toBe(1);
  expect(await run(day)).toBe(0);
  // Closed while it waited, and opened again without anybody being told.
  await scene.accept('closed', { kind: 'close' });
  expect(endsOf(scene)).toMatchObject({ [`reconcile:olga/proof#1@${scene.head()}`]: 'superseded' });
  expect(await run()).toBe(1);
  // The app was suspended for a while.
  await end('ignored');
  expect(await run()).toBe(0);
  expect(await run(10 * minute)).toBe(1);
  await end('ignored');
  expect([await run(10 * minute), await run(10 * minute)]).toEqual([0, 1]);
  await end('ignored');
  // What ends so again and again costs one look a day.
  let looks = 0;
  for (let halfDays = 0; halfDays < 60; halfDays += 1) {
    if ((await run(day / 2)) === 0) continue;
    looks += 1;
    await end('ignored');
  }
  expect(looks).toBeGreaterThanOrEqual(30);
  expect(looks).toBeLessThan(40);
  expect(await run(day)).toBe(1);
  scene.worker().start();
  await scene.idle();
  expect(scene.github.state.reviewComments).toHaveLength(1);
  expect(await run(2 * day)).toBe(0);
});

test('a head that is paused is left alone until somebody resumes', async () => {
  const scene = await openWorkerScene();
  const run = runsOf(scene);
  await scene.memory.jobs.setPaused(pull, true, 'olga');
  expect(await run()).toBe(0);
  await scene.memory.jobs.setPaused(pull, false, 'olga');
  expect(await run()).toBe(1);
});

test.each([
  ['forge-unreachable', 1],
  ['forge-unauthorised', 1],
  ['forge-forbidden', 0],
  ['internal', 0],
])('a head that was given up because of %s is brought back: %i', async (code, times) => {
  const scene = await openWorkerScene({ tries: 1 });
  const { memory } = scene;
  const run = runsOf(scene);
  await scene.accept('d1', { head: scene.head() });
  const fail = async (): Promise<void> => {
    const job = await memory.jobs.take('review', 'w', minute);
    if (job) await memory.jobs.fail(job, { code, what: 'It failed' });
  };
  await fail();
  expect(endsOf(scene)).toEqual({ d1: 'dead' });
  expect(await run(day)).toBe(times);
  if (times === 0) return;
  // It is the same job, and not for ever.
  let revivals = 1;
  for (; revivals < 20; revivals += 1) {
    await fail();
    if ((await run(day)) === 0) break;
  }
  expect(revivals).toBe(6);
  expect(endsOf(scene)).toEqual({ d1: 'dead' });
  expect(await memory.jobs.revive(memory.state.deliveries.get('d1')?.job ?? '')).toBe(true);
  scene.worker().start();
  await scene.idle();
  expect(endsOf(scene)).toEqual({ d1: 'posted' });
});

test('a head is reviewed once the configuration of its base is repaired, without a push', async () => {
  const broken = { path: '.galley.yml', content: 'failOn: sometimes\n' };
  const scene = await openWorkerScene({ base: [broken] });
  const { github } = scene;
  const run = runsOf(scene);
  const repair = (content: string) =>
    github.commit('olga', 'proof', { branch: 'main', files: [{ path: '.galley.yml', content }] });
  await scene.accept('d1', { head: scene.head() });
  scene.worker().start();
  await scene.idle();
  expect(github.state.checkRuns.at(-1)).toMatchObject({ conclusion: 'neutral' });
  expect(await run(day)).toBe(0);
  // Somebody tries, in vain: that is said once.
  await repair('failOn: never ever\n');
  expect(await run()).toBe(1);
  await scene.idle();
  expect(await run(day)).toBe(0);
  expect(github.state.reviewComments).toHaveLength(0);
  await repair('failOn: error\n');
  expect(await run()).toBe(1);
  await scene.idle();
  expect(github.state.reviewComments).toHaveLength(1);
  expect(github.state.checkRuns.at(-1)).toMatchObject({ conclusion: 'failure' });
  expect(await run(day)).toBe(0);
});

test('all workers of a store look once, and what has not changed costs nothing', async () => {
  const scene = await openWorkerScene();
  const { memory, appForge, github, calls } = scene;
  for (let number = 0; number < 20; number += 1)
    await github.createRepository({ owner: 'olga', name: `r${number}`, files: [] });
  const clock = manualClock();
  let runs = 0;
  const log = { ...silentLog, info: () => void (runs += 1) };
  const options = { store: memory.jobs, appForge, log, clock, paceMs: 0 };
  const reconcilers = ['a', 'b', 'c'].map(() => createReconciler({ ...options, uptime: () => 1000 }));
  /** Requests since the last time, by method and answer, once so many runs have ended. */
  const cost = async (until: number): Promise<Record<string, number>> => {
    for (const deadline = Date.now() + 20_000; runs < until && Date.now() < deadline;) await clock.settle();
    for (let turn = 0; turn < 20; turn += 1) await clock.settle();
    expect(runs).toBe(until);
    const made: Record<string, number> = {};
    for (const { method, status } of calls.splice(0))
      made[`${method} ${status}`] = (made[`${method} ${status}`] ?? 0) + 1;
    return made;
  };
  const pass = async (ms: number): Promise<void> => {
    scene.pass(ms);
    await clock.pass(ms);
  };
  for (const one of reconcilers) one.start();
  // Deliveries, installations, repositories, and pull requests of each of 21; one token for all of them.
  expect(await cost(1)).toEqual({ 'GET 200': 24, 'POST 201': 1 });
  for (let minutes = 0; minutes < 9; minutes += 1) await pass(minute);
  expect(await cost(1)).toEqual({});
  await pass(2 * minute);
  // No limit counts what is unchanged.
  expect(await cost(2)).toEqual({ 'GET 200': 3, 'GET 304': 21 });
  // Whoever was started after that has to look: nobody knows what was missed before.
  await pass(minute);
  const late = createReconciler({ ...options, uptime: () => 1000 });
  late.start();
  await cost(3);
  // So does one that can see other repositories than before.
  late.wake();
  await cost(4);
  await Promise.all([...reconcilers, late].map((one) => one.stop()));
});
