import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { actionAt, jobToken, nodeOf } from './action-step.ts';
import { openScene, readOnly, rights } from './action-scene.ts';
import { defect } from './sample-change.ts';

const run = actionAt();

describe('a pull request with a defect', () => {
  test('gets one comment on its line, one summary and a check; the step fails with findings', async () => {
    const { github, model, step, comments } = await openScene();
    const done = await run(await step());
    expect(done.raw).not.toContain('internal error');
    expect(done).toMatchObject({ exitCode: 1, conclusion: 'failure', lost: [] });
    const { issueComments, checkRuns } = github.state;
    expect(await comments()).toMatchObject([{ path: 'src/sum.dart', line: 3, side: 'RIGHT' }]);
    expect(issueComments).toHaveLength(1);
    expect(checkRuns).toMatchObject([{ status: 'completed', conclusion: 'failure' }]);
    expect(model.prompts.length).toBeGreaterThan(0);
    expect(done.outputs).toMatchObject({
      verdict: 'findings',
      'findings-count': '1',
      'errors-count': '1',
      'tests-suggested': '0',
      'coverage-patch': '',
      model: 'qwen2.5-coder:1.5b',
    });
    expect(done.outputs['comment-url']).toContain('/olga/proof/pull/1#issuecomment-');
    expect(Number(done.outputs['tokens-in'])).toBeGreaterThan(0);
    expect(Number(done.outputs['duration-ms'])).toBeGreaterThan(0);
    const report = JSON.parse(readFileSync(done.outputs['report-file'] ?? '', 'utf8')) as object;
    expect(report).toMatchObject({ schemaVersion: 1, findings: [{ quote: defect, startLine: 3 }] });
    const sarif = JSON.parse(readFileSync(done.outputs['sarif-file'] ?? '', 'utf8')) as object;
    expect(sarif).toMatchObject({ version: '2.1.0' });
    expect(done.summary).toContain('Reads behind the end of the list');
    expect(done.raw.split(jobToken)).toHaveLength(2);
    github.assertClean();
  });

  test.for([20, 22, 24] as const)('is reviewed on Node %i', async (major, { skip }) => {
    const node = nodeOf(major);
    if (node === undefined) return skip(`no node${major}: bash scripts/peers/nodes.sh .peers/bin`);
    const { github, step } = await openScene();
    expect((await run({ ...(await step()), node })).exitCode).toBe(1);
    expect(github.state.reviewComments).toHaveLength(1);
    github.assertClean();
  });

  test('is told nothing twice when the same push runs again', async () => {
    const { github, model, step } = await openScene();
    await run(await step());
    const asked = model.prompts.length;
    await run(await step('reopened'));
    expect(github.state.reviewComments).toHaveLength(1);
    expect(github.state.issueComments).toHaveLength(1);
    expect(model.prompts).toHaveLength(asked);
    github.assertClean();
  });

  test('is left to the run of a push that came meanwhile', async () => {
    const { github, model, step, push } = await openScene();
    const old = await step();
    await push([{ path: 'src/other.dart', content: 'int one() => 1;\n' }]);
    expect(await run(old)).toMatchObject({ exitCode: 0, annotations: [] });
    expect(model.prompts).toEqual([]);
    expect(github.state.issueComments).toEqual([]);
  });
});

describe('S7: a token that may only read', () => {
  test('loses nothing: annotations, summary and files hold it all', async () => {
    const { github, step } = await openScene(readOnly);
    const done = await run(await step());
    expect(done.exitCode).toBe(1);
    expect(github.state.reviewComments).toEqual([]);
    expect(github.state.issueComments).toEqual([]);
    const [finding] = done.annotations.filter(({ properties }) => properties['file'] === 'src/sum.dart');
    expect(finding).toMatchObject({ kind: 'error', properties: { line: '3', endLine: '3' } });
    expect(done.lost).toEqual([]);
    expect(done.summary).toContain('Reads behind the end of the list');
    expect(done.log).toMatch(/^Not posted: .*it needs pull-requests: write/m);
    expect(done.outputs).toMatchObject({ verdict: 'findings', 'comment-url': '' });
    expect(readFileSync(done.outputs['sarif-file'] ?? '', 'utf8')).toContain('src/sum.dart');
  });
});

describe('S2: what the head says about its own review', () => {
  const settings = 'failOn: none\nexclude: ["**"]\n';
  const rule = 'id: x\nlanguage: dart\nrule: { pattern: x }\n';

  test('is not heard: the configuration and the rules are those of the base', async () => {
    const head = [
      { path: 'src/sum.dart', content: `int f(List<int> list) {\n  var total = 0;\n${defect}\n}\n` },
      { path: '.galley.yml', content: settings },
      { path: '.galley/rules/x.yml', content: rule },
      { path: '.gitattributes', content: '* filter=evil diff=evil -diff linguist-generated\n' },
    ];
    const { step } = await openScene(rights, head);
    const done = await run(await step());
    expect(done.exitCode).toBe(1);
    expect(done.outputs['errors-count']).toBe('1');
  });

  test('is heard once the base has it', async () => {
    const base = [{ path: '.galley.yml', content: 'failOn: none\n' }];
    const { step } = await openScene(rights, undefined, base);
    const done = await run(await step());
    expect(done).toMatchObject({ exitCode: 0, conclusion: 'success' });
    expect(done.outputs['verdict']).toBe('findings');
  });
});

describe('a model that does not answer', () => {
  test('makes the review incomplete, which is not clean', async () => {
    const { github, step } = await openScene();
    const { inputs: _, ...without } = await step();
    const done = await run(without);
    expect(done.exitCode).toBe(3);
    expect(done.outputs['verdict']).toBe('incomplete');
    expect(done.annotations.at(-1)?.message).toContain('not everything was reviewed');
    expect(github.state.checkRuns).toMatchObject([{ conclusion: 'neutral' }]);
  });
});
