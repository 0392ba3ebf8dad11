import { expect, test } from 'vitest';
import { createReconciler } from '../../../../src/entry/app/reconcile/create-reconciler.ts';
import { silentLog } from '../../../../src/log.ts';
import { startModelServer } from '../../../doubles/model-server/start-model-server.ts';
import { endsOf, openWorkerScene, reports, silent, type WorkerScene } from './worker-scene.ts';

const never = new AbortController().signal;
const hour = 3_600_000;

/** A reconciler whose time the test moves. */
function reconcilerOf(scene: WorkerScene, findModel: () => Promise<unknown>) {
  const { memory, appForge } = scene;
  let passed = 0;
  const reconciler = createReconciler({
    ...{ store: memory.jobs, appForge, log: silentLog, paceMs: 0, findModel },
    wallClock: () => Date.now() + passed,
  });
  return {
    run: async () => (await reconciler.runOnce(never)).accepted,
    pass: (ms: number): void => {
      passed += ms;
      scene.pass(ms);
    },
  };
}

function stands({ github, memory }: WorkerScene) {
  const check = github.state.checkRuns.at(-1);
  const records = [...memory.state.jobs.values()].flatMap(({ record }) => record ?? []);
  return {
    comments: github.state.reviewComments.length,
    summaries: github.state.issueComments.length,
    says: `${check?.conclusion}: ${check?.summary}`,
    away: records.map(({ isModelAway }) => isModelAway),
  };
}

test('a review that its model was away for is made again, once, when the model is back', async () => {
  const scene = await openWorkerScene();
  const port = Number(new URL(scene.model.url).port);
  await scene.model.close();
  let isBack = false;
  const { run } = reconcilerOf(scene, async () => isBack || Promise.reject(new Error('away')));
  await scene.accept('d1', { head: scene.head() });
  scene.worker().start();
  await scene.idle();
  const before = stands(scene);
  expect(before).toMatchObject({ comments: 0, summaries: 1, away: [true] });
  expect(before.says).toMatch(/^neutral: [\s\S]*made again when the model is back/);
  expect(await run()).toBe(0);

  const model = await startModelServer({ replies: [reports, silent] }, { port });
  try {
    isBack = true;
    expect(await run()).toBe(1);
    await scene.idle();
    expect(stands(scene)).toMatchObject({ comments: 1, summaries: 1, away: [true, undefined] });
    expect(stands(scene).says).not.toContain('made again');
    expect(await run()).toBe(0);
    expect(endsOf(scene)).toEqual({ d1: 'posted', [`model:olga/proof#1@${scene.head()}:1`]: 'posted' });
  } finally {
    await model.close();
  }
});

test('one that goes away again is asked ever more seldom, and not for ever', async () => {
  const scene = await openWorkerScene();
  await scene.model.close();
  // It answers whoever looks, and nobody who asks.
  const { run, pass } = reconcilerOf(scene, async () => true);
  await scene.accept('d1', { head: scene.head() });
  scene.worker().start();
  await scene.idle();
  const accepted: number[] = [];
  for (let hours = 0; hours < 12; hours += 1) {
    accepted.push(await run());
    await scene.idle();
    // Much too soon after the second: nothing is asked.
    if (hours > 0) expect(await run()).toBe(0);
    pass(hour);
  }
  expect(accepted.reduce((sum, count) => sum + count)).toBe(5);
  expect(stands(scene)).toMatchObject({ comments: 0, summaries: 1 });
  expect(stands(scene).says).not.toContain('made again');
});

test('nothing is made again on a pull request that was told to be silent', async () => {
  const scene = await openWorkerScene();
  await scene.model.close();
  const { run } = reconcilerOf(scene, async () => true);
  await scene.accept('d1', { head: scene.head() });
  scene.worker().start();
  await scene.idle();
  await scene.memory.jobs.setPaused({ repository: 'olga/proof', number: 1 }, true, 'olga');
  expect(await run()).toBe(1);
  await scene.idle();
  expect(stands(scene).away).toEqual([true]);
  expect(await run()).toBe(0);
});
