import { describe, expect, test } from 'vitest';
import { openScene } from './action-scene.ts';
import { actionAt } from './action-step.ts';

const run = actionAt();
const repository = { full_name: 'olga/proof' };

describe('a review that another event asks for', () => {
  test('is made for a command in a comment', async () => {
    const { github, step } = await openScene();
    const comment = { body: '/galley review', user: { login: 'olga' }, author_association: 'OWNER' };
    const issue = { number: 1, user: { login: 'alice' }, pull_request: {} };
    const event = { name: 'issue_comment', payload: { action: 'created', repository, issue, comment } };
    const done = await run({ ...(await step()), event });
    expect(done.exitCode).toBe(1);
    expect(github.state.reviewComments).toHaveLength(1);
    github.assertClean();
  });

  test('is not made for a command that the app alone knows, and says so', async () => {
    const { github, step } = await openScene();
    const comment = { body: '/galley why', user: { login: 'olga' }, author_association: 'OWNER' };
    const issue = { number: 1, user: { login: 'alice' }, pull_request: {} };
    const event = { name: 'issue_comment', payload: { action: 'created', repository, issue, comment } };
    const done = await run({ ...(await step()), event });
    expect(done.exitCode).toBe(0);
    expect(done.log).toContain('the others are for the app');
    expect(github.state.checkRuns).toEqual([]);
  });

  test('is made for the button of its check, which is there when the operator says so', async () => {
    const { github, pull, step } = await openScene();
    const from = await step();
    const inputs = { ...from.inputs, commands: 'check' };
    const check_run = { name: 'galley', head_sha: pull.head.sha, pull_requests: [{ number: 1 }] };
    const payload = { action: 'requested_action', repository, check_run };
    const press = (identifier: string) =>
      run({
        ...from,
        inputs,
        event: { name: 'check_run', payload: { ...payload, requested_action: { identifier } } },
      });
    expect((await press('galley-rerun')).exitCode).toBe(1);
    expect(github.state.checkRuns.at(-1)?.actions).toMatchObject([{ identifier: 'galley-rerun' }]);
    expect(github.state.issueComments[0]?.body).toContain('Galley answers at once.');
    expect((await press('galley-dismiss-all')).exitCode).toBe(0);
    expect(github.state.checkRuns).toHaveLength(1);
    github.assertClean();
  });

  test('is made in the second half for a fork, whose pull request the event does not name', async () => {
    const { github, pull, step } = await openScene();
    const workflow_run = {
      event: 'pull_request',
      head_sha: pull.head.sha,
      head_branch: 'topic',
      head_repository: repository,
      pull_requests: [],
    };
    const event = { name: 'workflow_run', payload: { action: 'completed', repository, workflow_run } };
    const coverage = '/nowhere/galley-coverage.json';
    const from = await step();
    const done = await run({ ...from, event, inputs: { ...from.inputs, coverage } });
    expect(done.exitCode).toBe(1);
    expect(github.state.issueComments).toHaveLength(1);
    expect(done.annotations[0]).toMatchObject({ kind: 'warning' });
    expect(done.annotations[0]?.message).toContain('Reviewed without coverage');
  });

  test('is left to a later run where the head is another one by now', async () => {
    const { github, step, push } = await openScene();
    const workflow_run = {
      event: 'pull_request',
      head_sha: 'f'.repeat(40),
      head_branch: 'topic',
      head_repository: repository,
      pull_requests: [],
    };
    await push([{ path: 'b.txt', content: 'b\n' }]);
    const event = { name: 'workflow_run', payload: { action: 'completed', repository, workflow_run } };
    expect(await run({ ...(await step()), event })).toMatchObject({ exitCode: 0, annotations: [] });
    expect(github.state.issueComments).toEqual([]);
  });
});
