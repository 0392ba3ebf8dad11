import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { TestRun, TestRunner } from '../../../../src/review/test-ports.ts';
import { createTestRunner } from '../../../../src/run/runner/create-test-runner.ts';
import { ownPrograms } from '../../../../src/run/runner/test-programs.ts';
import { viewRepository } from '../../../../src/run/runner/view-repository.ts';
import { openScratchTree } from '../../../../src/run/scratch/open-scratch-tree.ts';
import { workingTree } from '../../../../src/run/scratch/working-tree.ts';
import { detectSetup } from '../../../../src/testgen/setup/detect-setup.ts';
import { plainSandbox } from '../../../ports/plain-sandbox.ts';
import { hooks } from './project.ts';

const repository = join(import.meta.dirname, '../../../..');
const peers = join(repository, '.peers/runners/node_modules');

const sign = `export function sign(n: number): string {
  if (n < 0) return 'minus';
  return n > 0 ? 'plus' : 'zero';
}
`;

type Files = Readonly<Record<string, string>>;

/** A runner for a repository, its setup found as for users. */
async function open(files: Files, source: string, modules: string): Promise<TestRunner> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'galley-suite-')));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  symlinkSync(modules, join(root, 'node_modules'));
  const paths = Object.keys(files);
  const view = viewRepository(root, paths);
  const runner = await createTestRunner({
    root,
    found: (await detectSetup(view, source))!,
    view,
    sandbox: plainSandbox(),
    hooks,
    programs: ownPrograms(''),
    openTree: () =>
      openScratchTree({
        root,
        source: workingTree(root, async () => paths),
        ignored: ['node_modules'],
        temporary: tmpdir(),
      }),
  });
  return {
    ...runner,
    close: async () => {
      await runner.close();
      rmSync(root, { recursive: true });
    },
  };
}

const wholeSuite: Omit<TestRun, 'signal'> = { overlay: [], testFiles: [], cover: [], timeoutMs: 60_000 };
const run = (runner: TestRunner, more: Partial<TestRun>) =>
  runner.run({ ...wholeSuite, signal: new AbortController().signal, ...more });

describe('the whole suite', () => {
  test('mocha in TypeScript, loaded as its configuration says', async (context) => {
    context.skip(!existsSync(join(peers, 'mocha')), 'no mocha');
    const tests = (n: number, is: string) => `import assert from 'node:assert';
import { sign } from '../src/sign.ts';
interface Unused { of: 'types' }
it('${String(n)}', () => {
  assert.equal(sign(${String(n)}), '${is}');
});
`;
    const files = {
      'package.json': '{ "type": "module", "scripts": { "test": "mocha" } }',
      '.mocharc.json': '{ "import": "tsx", "spec": "test/*.spec.ts" }',
      'src/sign.ts': sign,
      'test/a.spec.ts': tests(1, 'plus'),
      'test/b.spec.ts': tests(0, 'nothing'),
    };
    const runner = await open(files, 'src/sign.ts', peers);
    expect(runner.setup).toMatchObject({ framework: 'mocha', language: 'typescript', modules: 'esm' });
    expect(await runner.related('src/sign.ts')).toHaveLength(2);
    const { status, tests: told, hits } = await run(runner, { cover: ['src/sign.ts'] });
    await runner.close();
    expect(status).toBe('failed');
    expect(told).toMatchObject([
      { name: '1', status: 'passed' },
      { name: '0', status: 'failed', failure: { line: 5, expected: '"nothing"', actual: '"zero"' } },
    ]);
    const arms = hits.get('src/sign.ts')?.branches.map((branch) => branch.arms.map((arm) => arm.hits));
    expect(arms).toEqual([
      [0, 2],
      [1, 1],
    ]);
  });

  test('Vitest in a package of a monorepo, whose projects and thresholds are its own', async () => {
    const files = {
      'package.json': '{}',
      'packages/a/package.json': '{ "type": "module", "scripts": { "test": "vitest" } }',
      'packages/a/vitest.config.js': `export default { test: {
        projects: [{ test: { name: 'one', include: ['test/*.test.ts'] } }],
        coverage: { enabled: true, thresholds: { lines: 100 } },
      } };`,
      'packages/a/src/sign.ts': sign,
      'packages/a/test/a.test.ts': `import { expect, test } from 'vitest';
import { sign } from '../src/sign.ts';
test('plus', () => expect(sign(1)).toBe('plus'));`,
    };
    const source = 'packages/a/src/sign.ts';
    const runner = await open(files, source, join(repository, 'node_modules'));
    const { status, tests, hits } = await run(runner, { cover: [source] });
    // A mutant is a source laid over the tree.
    const mutant = { path: source, text: sign.replace('n > 0', 'n >= 2') };
    const testFiles = await runner.related(source);
    const killed = await run(runner, { overlay: [mutant], testFiles });
    await runner.close();
    expect({ status, tests }).toEqual({ status: 'passed', tests: [{ name: 'plus', status: 'passed' }] });
    expect([...hits.keys()]).toEqual([source]);
    expect(testFiles).toEqual(['packages/a/test/a.test.ts']);
    expect(killed.status).toBe('failed');
  });

  test('node:test with tests inside tests, of which one is asked for', async () => {
    const files = {
      'package.json': '{ "type": "module", "scripts": { "test": "node --test" } }',
      'src/sign.js': `export const sign = (n) => (n > 0 ? 'plus' : 'other');`,
      'test/a.test.js': `import test, { describe, it } from 'node:test';
import assert from 'node:assert';
import { sign } from '../src/sign.js';
test('outer', async (t) => {
  await t.test('inner', () => assert.equal(sign(1), 'plus'));
});
describe('group', () => {
  it('fails', () => assert.fail('no'));
  it.skip('skipped');
  it.todo('later');
});`,
    };
    const runner = await open(files, 'src/sign.js', join(repository, 'node_modules'));
    const all = await run(runner, {});
    const one = await run(runner, { testFiles: ['test/a.test.js'], only: 'outer inner' });
    await runner.close();
    expect(all.tests.map(({ name, status }) => [name, status])).toEqual([
      ['outer inner', 'passed'],
      ['group fails', 'failed'],
      ['group skipped', 'skipped'],
      ['group later', 'skipped'],
    ]);
    expect(one).toMatchObject({ status: 'passed', tests: [{ name: 'outer inner', status: 'passed' }] });
  });
});
