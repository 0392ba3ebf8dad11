import { expect, test } from 'vitest';
import { createReconciler } from '../../../../src/entry/app/reconcile/create-reconciler.ts';
import { silentLog } from '../../../../src/log.ts';
import { endsOf, installation, openWorkerScene, pull } from './worker-scene.ts';

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
