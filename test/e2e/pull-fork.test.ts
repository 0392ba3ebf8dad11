import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openScene, readOnly, rights, type ActionScene } from './action-scene.ts';
import { actionAt, jobToken, type Step } from './action-step.ts';
import { galleyAt, temporaryFolder } from './galley-process.ts';

const run = actionAt();

/** Mallory's pull request from a repository of her own, in a job whose token has these rights. */
function openFork(permissions = readOnly): Promise<ActionScene> {
  return openScene(permissions, undefined, undefined, { isFork: true });
}

function allowed(step: Step): Step {
  return { ...step, inputs: { ...step.inputs, 'allow-forks': 'true' } };
}

describe('S7: a pull request from a fork, on a self-hosted runner', () => {
  test('is refused: nobody is asked, and nothing of it is read', async () => {
    const { github, model, step } = await openFork();
    const asked = github.requests.length;
    const done = await run({ ...(await step()), runnerEnvironment: 'self-hosted' });
    expect(done).toMatchObject({ exitCode: 2, conclusion: 'failure' });
    expect(done.annotations[0]?.message).toContain('comes from a fork');
    expect(done.annotations[0]?.message).toContain('allow-forks: true');
    expect(github.requests.slice(asked).filter(({ path }) => !path.endsWith('/pulls/1'))).toEqual([]);
    expect(model.prompts).toEqual([]);
  });

  test('is reviewed where the operator allows it; what its token may not post, the run shows whole', async () => {
    const { github, step } = await openFork();
    const done = await run({ ...allowed(await step()), runnerEnvironment: 'self-hosted' });
    expect(done.exitCode).toBe(1);
    expect([github.state.reviewComments, github.state.issueComments, github.state.checkRuns]).toEqual([
      [],
      [],
      [],
    ]);
    const beside = done.annotations.filter(({ properties }) => properties['file'] === 'src/sum.dart');
    expect(beside).toMatchObject([{ kind: 'error', properties: { line: '3', endLine: '3' } }]);
    expect(done.lost).toEqual([]);
    expect(done.summary).toContain('Reads behind the end of the list');
    expect(done.log).toMatch(/^Not posted: .*it needs pull-requests: write/m);
    const sarif = JSON.parse(readFileSync(done.outputs['sarif-file'] ?? '', 'utf8')) as SarifLog;
    const [result] = sarif.runs[0]?.results ?? [];
    expect(result?.locations[0]?.physicalLocation).toMatchObject({
      artifactLocation: { uri: 'src/sum.dart' },
      region: { startLine: 3 },
    });
    expect(JSON.parse(readFileSync(done.outputs['report-file'] ?? '', 'utf8'))).toMatchObject({
      findings: [{ startLine: 3 }],
    });
  });

  test('has its configuration from the base and its comments where the job may write', async () => {
    const { github, step, comments } = await openFork(rights);
    const done = await run({ ...allowed(await step()), runnerEnvironment: 'self-hosted' });
    expect(done.exitCode).toBe(1);
    expect(await comments()).toMatchObject([{ path: 'src/sum.dart', line: 3 }]);
    expect(github.state.issueComments).toHaveLength(1);
    github.assertClean();
  });
});

interface SarifLog {
  readonly runs: readonly {
    readonly results: readonly { readonly locations: readonly { readonly physicalLocation: object }[] }[];
  }[];
}

test('a pull request from a fork is reviewed by somebody who asks for it', async () => {
  const { github, model } = await openFork();
  const home = temporaryFolder();
  const args = ['review', '--pr', `${github.url}/olga/proof/pull/1`, '--forge', github.url];
  const env = { GALLEY_TOKEN: jobToken };
  const done = await galleyAt(home)([...args, '--server', model.url], { cwd: home, env });
  expect(done.code, done.stderr).toBe(1);
  expect(done.stdout).toContain('src/sum.dart:3');
});
