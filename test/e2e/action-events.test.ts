import { describe, expect, test } from 'vitest';
import { actionAt, jobToken, nodeOf, pullEvent } from './action-step.ts';

const run = actionAt();
const fork = { head: { ref: 'topic', sha: 'a'.repeat(40), repo: { full_name: 'mallory/proof' } } };

describe('an event that wants no review', () => {
  test.each([
    ['a push', { name: 'push', payload: { ref: 'refs/heads/main' } }, 'this run is on push'],
    ['a label', pullEvent({}, 'labeled'), 'not labeled'],
    ['a draft', pullEvent({ draft: true }), 'is a draft'],
    ['a closed one', pullEvent({ state: 'closed' }, 'synchronize'), 'is closed'],
  ])('is left alone with one line: %s', async (_, event, why) => {
    const step = await run({ event });
    expect(step).toMatchObject({ exitCode: 0, conclusion: 'success', annotations: [], outputs: {} });
    const lines = step.log.trim().split('\n');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^Nothing to do: /);
    expect(lines[0]).toContain(why);
  });

  test.for([20, 22, 24] as const)('on Node %i, from a bare checkout', async (major, { skip }) => {
    const node = nodeOf(major);
    if (node === undefined) return skip(`no node${major}: bash scripts/peers/nodes.sh .peers/bin`);
    expect((await run({ event: pullEvent({ draft: true }), node })).log).toContain('is a draft');
  });
});

describe('a run that must not be', () => {
  test('is refused on pull_request_target, with what to use', async () => {
    const step = await run({ event: { ...pullEvent(), name: 'pull_request_target' } });
    expect(step).toMatchObject({ exitCode: 2, conclusion: 'failure' });
    expect(step.annotations).toMatchObject([{ kind: 'error', properties: { title: 'Galley' } }]);
    expect(step.annotations[0]?.message).toContain('Use on: pull_request');
  });

  test('S7: is refused for a fork on a self-hosted runner, with what to do', async () => {
    const step = await run({ event: pullEvent(fork), runnerEnvironment: 'self-hosted' });
    expect(step.exitCode).toBe(2);
    expect(step.annotations[0]?.message).toContain('comes from a fork, and this runner is self-hosted');
    expect(step.annotations[0]?.message).toContain('allow-forks: true');
  });

  test.each([
    ['event that is none', { name: 'pull_request', payload: { action: 'opened' } }],
    ['head that is an option of git', pullEvent({ head: { sha: '--upload-pack=touch x', repo: null } })],
  ])('is refused for an %s', async (_, event) => {
    const step = await run({ event });
    expect(step.exitCode).toBe(2);
    expect(step.log).toContain("Can't read the event of this run");
    expect(step.raw).not.toContain('    at ');
  });
});

describe('inputs', () => {
  test('that are unknown or wrong are named, all at once', async () => {
    const inputs = { mode: 'quick', 'allow-forks': 'yes please', servr: 'x' };
    const step = await run({ event: pullEvent(), inputs });
    expect(step.exitCode).toBe(2);
    for (const name of ['input mode', 'input allow-forks', 'input "servr"'])
      expect(step.annotations[0]?.message).toContain(name);
    expect(step.complaints).toEqual(["Unexpected input(s) 'servr'"]);
  });

  test('of settings are checked as flags are, before anybody is asked', async () => {
    const inputs = { 'budget-time': 'a while', concurrency: '0', server: 'ftp://x' };
    const step = await run({ event: pullEvent(), inputs });
    expect(step.exitCode).toBe(2);
    for (const name of ['input budget-time', 'input concurrency', 'input server'])
      expect(step.annotations[0]?.message).toContain(name);
  });

  test('name the folder that is not there', async () => {
    const step = await run({ event: pullEvent(), inputs: { 'working-directory': 'packages/none' } });
    expect(step.annotations[0]?.message).toMatch(/packages\/none[^]*working-directory/);
  });

  test('S5: the token is masked first and stands nowhere', async () => {
    const step = await run({ event: pullEvent(), inputs: { concurrency: 'x' } });
    expect(step.masks).toContain(jobToken);
    expect(step.raw.indexOf(jobToken)).toBe(step.raw.indexOf('::add-mask::') + '::add-mask::'.length);
    expect(step.raw.split(jobToken)).toHaveLength(2);
    expect(step.summary).not.toContain(jobToken);
  });
});
