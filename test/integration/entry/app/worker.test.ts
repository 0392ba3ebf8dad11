import { expect, test } from 'vitest';
import { endsOf, openWorkerScene } from './worker-scene.ts';

test('a job becomes a review with a check, and another one for the same head a duplicate', async () => {
  const scene = await openWorkerScene();
  const { github, memory } = scene;
  await scene.accept('d1', { head: scene.head() });
  const worker = scene.worker();
  worker.start();
  await scene.idle();
  expect(scene.results.map(({ result }) => result)).toMatchObject([{ kind: 'ended', end: 'posted' }]);
  expect(github.state.reviewComments.map(({ path }) => path)).toEqual(['src/sum.dart']);
  expect(github.state.issueComments).toHaveLength(1);
  expect(github.state.checkRuns).toMatchObject([{ status: 'completed', conclusion: 'failure' }]);
  const [job] = [...memory.state.jobs.values()];
  expect(job?.record).toMatchObject({ head: scene.head(), verdict: 'findings', changedLines: 2 });
  expect(JSON.stringify(job)).not.toContain('list.length');
  await scene.accept('d2', { head: scene.head() });
  worker.wake();
  await scene.idle();
  expect(endsOf(scene)).toEqual({ d1: 'posted', d2: 'duplicate' });
  expect(github.state.reviewComments).toHaveLength(1);
});
