import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
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

test('replies of a model lie in a folder of their repository, for nobody but this user', async () => {
  const scene = await openWorkerScene();
  await scene.accept('d1', { head: scene.head() });
  scene.worker().start();
  await scene.idle();
  const entries = readdirSync(join(scene.folder, 'replies'), { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  expect(files.length).toBeGreaterThan(0);
  const own = join(scene.folder, 'replies/olga/proof/');
  expect(files.filter((file) => !file.startsWith(own))).toEqual([]);
  expect(files.map((file) => statSync(file).mode & 0o777)).toEqual(files.map(() => 0o600));
});
