import { existsSync, mkdirSync, readFileSync, readdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { branches, collect, makeProject, needRunners, statements } from './coverage-run-project.ts';

needRunners();

/** A Python with pytest and coverage.py in it. */
const python = join(import.meta.dirname, '../../.peers/pytest/bin/python');

const sign = `
export function sign(n: number, limit = 10): string {
  if (n > limit) return 'big';
  if (n === 3) {
    n = 4;
  }
  return n < 0 ? 'negative' : 'positive';
}
`;

const suite = `
import { expect, test } from 'vitest';
import { sign } from '../src/sign.js';
test('sign', () => expect(sign(3)).toBe('positive'));
`;

describe('Vitest', () => {
  const files = {
    'package.json': '{"type":"module","scripts":{"test":"npm run unit","unit":"vitest"}}',
    'vitest.config.js': 'export default { test: { coverage: { thresholds: { lines: 100, 100: true } } } };',
    'src/sign.ts': sign,
    'test/sign.test.ts': suite,
  };

  test('measures with its istanbul provider, found by way of a script', async () => {
    const root = makeProject(files);
    const { hits, exitCode, certainty, output } = await collect(root, ['npm', 'test']);
    expect(exitCode, output).toBe(0);
    expect(certainty).toBe('high');
    expect(statements(hits['src/sign.ts'])).toBe('3:1 3:0 4:1 5:1 7:1');
    expect(branches(hits['src/sign.ts'])).toEqual([
      'default-arg 2:1',
      'if 3:0,1',
      'if 4:1,0',
      'cond-expr 7:0,1',
    ]);
    expect(readdirSync(root).sort()).toEqual(
      ['coverage', 'node_modules', ...Object.keys(files).map((path) => path.split('/')[0]!)].sort(),
    );
  });

  test('reports also when tests fail, and with less certainty by V8 where that is all there is', async () => {
    const root = makeProject({ ...files, 'test/fails.test.ts': suite.replace("'positive'", "'other'") });
    const scope = join(root, 'node_modules/@vitest');
    const target = realpathSync(scope);
    rmSync(scope);
    mkdirSync(scope);
    for (const name of readdirSync(target))
      if (name !== 'coverage-istanbul') symlinkSync(join(target, name), join(scope, name));
    const { hits, exitCode, certainty, notes } = await collect(root, ['npx', 'vitest', 'run']);
    expect({ exitCode, certainty }).toEqual({ exitCode: 1, certainty: 'low' });
    expect(notes[0]).toContain('npm i -D @vitest/coverage-istanbul');
    expect(statements(hits['src/sign.ts'])).toBe('3:2 3:0 4:2 5:2 7:2');
  });

  test('says how to install what it lacks', async () => {
    const root = makeProject(files);
    rmSync(join(root, 'node_modules/@vitest'));
    await expect(collect(root, ['vitest'])).rejects.toMatchObject({
      code: 'runner-missing',
      todo: 'npm i -D @vitest/coverage-istanbul',
    });
  });
});

describe('Jest', () => {
  const files = {
    'package.json': '{"scripts":{"test":"jest"},"jest":{"coverageThreshold":{"global":{"lines":100}}}}',
    'src/sign.js': sign.replaceAll(/: (?:number|string)/g, '').replace('export', 'exports.sign = sign;'),
    'test/sign.test.js': `
      const { sign } = require('../src/sign.js');
      test('sign', () => expect(sign(3)).toBe('positive'));`,
  };

  test('measures with its own provider, past thresholds', async () => {
    const { hits, exitCode, output } = await collect(makeProject(files), ['npm', 'test']);
    expect(exitCode, output).toBe(0);
    expect(branches(hits['src/sign.js'])).toEqual([
      'default-arg 2:1',
      'if 3:0,1',
      'if 4:1,0',
      'cond-expr 7:0,1',
    ]);
  });

  test('is not asked through a script that goes on after it', async () => {
    const root = makeProject({ ...files, 'package.json': '{"scripts":{"test":"jest && echo done"}}' });
    await expect(collect(root, ['npm', 'test'])).rejects.toMatchObject({
      code: 'invalid-usage',
      todo: 'galley coverage run -- npx jest',
    });
  });
});

describe('pytest', () => {
  beforeEach((context) => {
    if (!existsSync(python)) context.skip('no pytest: bash scripts/peers/pytest.sh .peers/bin');
  });

  const files = {
    'sign.py': 'def sign(n):\n    if n < 0:\n        return "negative"\n    return "positive"\n',
    'test_sign.py': 'from sign import sign\n\n\ndef test_sign():\n    assert sign(3) == "positive"\n',
  };

  test.each([
    ['pytest', ['pytest', '-q']],
    ['a module of Python', ['python', '-m', 'pytest', '-q']],
  ])('is run inside coverage.py, with branches: %s', async (_name, command) => {
    const root = makeProject(files);
    const { report, exitCode, format, output } = await collect(root, command, { node: dirname(python) });
    expect({ exitCode, format }, output).toEqual({ exitCode: 0, format: 'coverage.py' });
    const { files: hits } = JSON.parse(readFileSync(report, 'utf8')) as { files: Record<string, object> };
    expect(hits['sign.py']).toMatchObject({
      executed_lines: [1, 2, 4],
      missing_lines: [3],
      missing_branches: [[2, 3]],
    });
  });
});
