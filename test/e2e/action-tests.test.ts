import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startModelServer } from '../doubles/model-server/start-model-server.ts';
import { openScene, rights, type ActionScene } from './action-scene.ts';
import { actionAt, jobToken } from './action-step.ts';
import { temporaryFolder } from './galley-process.ts';

const run = actionAt();

const before = 'function clamp(n) {\n  return n;\n}\nmodule.exports = { clamp };\n';
const after = before.replace('(n) {', '(n, most) {\n  if (n > most) {\n    return most;\n  }');
const suite = `const assert = require('node:assert');
const { test } = require('node:test');
const { clamp } = require('../clamp.js');
test('small', () => assert.strictEqual(clamp(1, 5), 1));
`;
const found = 'assert.strictEqual(clamp(7, 5), 5);';

/** A pull request that adds a branch which no test reaches. */
function openClamp(): Promise<ActionScene> {
  const base = [
    { path: 'package.json', content: '{"name":"clamp","scripts":{"test":"node --test test/"}}\n' },
    { path: 'clamp.js', content: before },
    { path: 'test/clamp.test.js', content: suite },
  ];
  return openScene(rights, [{ path: 'clamp.js', content: after }], base);
}

/** The head as `actions/checkout` leaves it with `fetch-depth: 0` and the SHA of the head. */
function checkOut({ pull, folder: forge }: ActionScene): string {
  const folder = temporaryFolder();
  execFileSync('git', ['clone', '--quiet', join(forge, 'olga/proof.git'), folder]);
  execFileSync('git', ['checkout', '--quiet', pull.head.sha], { cwd: folder });
  return folder;
}

describe('mode tests', () => {
  test('leaves a file that the review takes and shows, and never runs', async () => {
    const scene = await openClamp();
    const step = await scene.step();
    const writer = await startModelServer({
      replies: [{ when: 'Write the body', text: `\`\`\`js\n${found}\n\`\`\`` }],
    });
    const workspace = checkOut(scene);
    const inputs = { mode: 'tests', server: writer.url, 'cache-enabled': 'false' };
    // Nothing of the forge is asked: such a job has no rights.
    const unprivileged = { ...step, workspace, inputs, token: '', apiUrl: 'http://127.0.0.1:9' };
    const tested = await run(unprivileged).finally(() => writer.close());
    expect(tested.raw).not.toContain('internal error');
    expect(tested).toMatchObject({ exitCode: 0, outputs: { 'tests-suggested': '1' } });
    const file = tested.outputs['report-file'] ?? '';
    expect(readFileSync(file, 'utf8')).toContain(found);
    expect(execFileSync('git', ['status', '--porcelain'], { cwd: workspace }).toString()).toBe('');

    const review = await run({ ...step, inputs: { ...step.inputs, tests: file } });
    expect(review.outputs['tests-suggested']).toBe('1');
    const [summary] = scene.github.state.issueComments;
    expect(summary?.body).toContain(found);
    scene.github.assertClean();
  }, 240_000);

  test('tests nothing but the head of the pull request', async () => {
    const scene = await openClamp();
    const step = await scene.step();
    const workspace = checkOut(scene);
    execFileSync('git', ['checkout', '--quiet', 'HEAD~1'], { cwd: workspace });
    const done = await run({ ...step, workspace, inputs: { mode: 'tests' } });
    expect(done.exitCode).toBe(2);
    expect(done.annotations[0]?.message).toContain('The head of the pull request is not checked out');
    expect(done.annotations[0]?.message).toContain('fetch-depth: 0');
  });
});

describe('S3: the input tests', () => {
  test.each([
    ['is of another commit', 'e'.repeat(40), {}, 'about another commit'],
    ['names a path outside', undefined, { path: '../../x.js' }, "can't be used"],
  ])('is refused when it %s, and nothing is posted', async (_, headCommit, change, why) => {
    const scene = await openClamp();
    const step = await scene.step();
    const test = {
      path: 'test/x.js',
      new: true,
      title: 'x',
      target: { path: 'clamp.js', function: 'clamp' },
    };
    const rest = { added: '', text: '', gates: [], gained: [], mutants: { killed: 0, tried: 0 } };
    const more = { characterisation: false, repairs: [], command: '', sandbox: '', atBase: null };
    const tests = [{ ...test, ...rest, ...more, ...change }];
    const file = join(temporaryFolder(), 'tests.json');
    const pack = { galleyTests: 1, headCommit: headCommit ?? scene.pull.head.sha, tests };
    writeFileSync(file, JSON.stringify(pack));
    const done = await run({ ...step, inputs: { ...step.inputs, tests: file } });
    expect(done.exitCode).toBe(2);
    expect(done.annotations[0]?.message).toContain(why);
    expect(scene.github.state.issueComments).toEqual([]);
    expect(done.raw.split(jobToken)).toHaveLength(2);
  });
});
