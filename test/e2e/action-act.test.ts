import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runAct, type ActOptions, type ActResult } from '../doubles/act/run-act.ts';
import { openScene, type ActionScene } from './action-scene.ts';
import { jobToken } from './action-step.ts';
import { temporaryFolder } from './galley-process.ts';

const root = join(import.meta.dirname, '../..');
const act = join(root, '.peers/bin/act');
/** On a machine with two busy cores a run takes up to a minute. */
const timeout = 240_000;

/** Runs an example by act, against the double and with its model. */
async function runExample(file: string, scene: ActionScene, event: ActOptions['event']): Promise<ActResult> {
  const folder = temporaryFolder();
  const workflow = join(folder, file);
  const example = readFileSync(join(root, '.github/examples', file), 'utf8');
  writeFileSync(workflow, example.replace('qwen2.5-coder:7b', 'qwen2.5-coder:1.5b'));
  return runAct({
    act,
    workflow,
    event,
    repository: 'olga/proof',
    forge: scene.github.url,
    token: jobToken,
    actionFolder: root,
    uses: 'your-organisation/galley@0000000000000000000000000000000000000000',
    labels: ['self-hosted', 'galley'],
    env: { GALLEY_SERVER: scene.model.url, GALLEY_FORMS: 'always', GALLEY_PROBES: 'false' },
    folder,
  });
}

test('the example workflow, run by act, posts a review', { timeout }, async ({ skip }) => {
  if (!existsSync(act)) return skip('no act: bash scripts/peers/act.sh .peers/bin');
  const scene = await openScene();
  const { github, step } = scene;
  const { code, log } = await runExample('review.yml', scene, (await step()).event);
  expect(log).toContain('Run Main Review with the model on this machine');
  expect(github.state.issueComments, log).toHaveLength(1);
  expect(github.state.reviewComments).toMatchObject([{ path: 'src/sum.dart' }]);
  expect(github.state.checkRuns).toMatchObject([{ conclusion: 'failure' }]);
  // A finding at or above fail-on ends the step as a failure.
  expect(code).toBe(1);
  expect(log).not.toContain(jobToken);
  github.assertClean();
});

test(
  'the example that listens, run by act, reviews again and hears a dismissal',
  { timeout },
  async ({ skip }) => {
    if (!existsSync(act)) return skip('no act: bash scripts/peers/act.sh .peers/bin');
    const scene = await openScene();
    const { github } = scene;
    const say = (body: string, name = 'issue_comment') => {
      const comment = { body, user: { login: 'olga' }, author_association: 'OWNER' };
      const about = { number: 1, user: { login: 'alice' }, head: { repo: { full_name: 'olga/proof' } } };
      const of =
        name === 'issue_comment' ? { issue: { ...about, pull_request: {} } } : { pull_request: about };
      const payload = { action: 'created', repository: { full_name: 'olga/proof' }, comment, ...of };
      return runExample('commands.yml', scene, { name, payload });
    };
    const first = await say('/galley review');
    expect([first.code, github.state.reviewComments.length], first.log).toEqual([1, 1]);
    expect(github.state.issueComments[0]?.body).toContain('Galley answers at once.');
    // Of buttons it can't hear there are none.
    expect(github.state.checkRuns.at(-1)?.actions).toEqual([]);

    await github.reply(github.state.reviewComments[0]!.id, 'olga', '/galley dismiss as wanted');
    const second = await say('/galley dismiss as wanted', 'pull_request_review_comment');
    expect(second.code, second.log).toBe(0);
    expect(github.state.checkRuns.at(-1)?.conclusion).toBe('success');
    expect(github.state.issueComments[0]?.body).toContain('as wanted');
    github.assertClean();
  },
);
