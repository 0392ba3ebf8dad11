import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runAct } from '../doubles/act/run-act.ts';
import { openScene } from './action-scene.ts';
import { jobToken } from './action-step.ts';
import { temporaryFolder } from './galley-process.ts';

const root = join(import.meta.dirname, '../..');
const act = join(root, '.peers/bin/act');

test('the example workflow, run by act, posts a review', async ({ skip }) => {
  if (!existsSync(act)) return skip('no act: bash scripts/peers/act.sh .peers/bin');
  const { github, model, step } = await openScene();
  const { event } = await step();
  const folder = temporaryFolder();
  const workflow = join(folder, 'review.yml');
  const example = readFileSync(join(root, '.github/examples/review.yml'), 'utf8');
  writeFileSync(workflow, example.replace('qwen2.5-coder:7b', 'qwen2.5-coder:1.5b'));
  const { code, log } = await runAct({
    act,
    workflow,
    event,
    repository: 'olga/proof',
    forge: github.url,
    token: jobToken,
    actionFolder: root,
    uses: 'your-organisation/galley@0000000000000000000000000000000000000000',
    labels: ['self-hosted', 'galley'],
    env: { GALLEY_SERVER: model.url, GALLEY_FORMS: 'always', GALLEY_PROBES: 'false' },
    folder,
  });
  expect(log).toContain('Run Main Review with the model on this machine');
  expect(github.state.issueComments, log).toHaveLength(1);
  expect(github.state.reviewComments).toMatchObject([{ path: 'src/sum.dart' }]);
  expect(github.state.checkRuns).toMatchObject([{ conclusion: 'failure' }]);
  // A finding at or above fail-on ends the step as a failure.
  expect(code).toBe(1);
  expect(log).not.toContain(jobToken);
  github.assertClean();
});
