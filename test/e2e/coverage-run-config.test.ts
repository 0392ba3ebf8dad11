import { describe, expect, test } from 'vitest';
import { readTestMap, testsLoading } from '../../src/run/collect/test-map.ts';
import { branches, collect, makeProject, needRunners } from './coverage-run-project.ts';

needRunners();

const code = (name: string) => `export const ${name} = (x) => (x ? 1 : 2);\n`;

describe('.nycrc', () => {
  const files = {
    'src/a.js': code('a'),
    'src/b.js': code('b'),
    'lib/c.js': code('c'),
    'lib/d.jsm': code('d'),
    'test/all.test.js': `
      import { a } from '../src/a.js';
      import { b } from '../src/b.js';
      import { c } from '../lib/c.js';
      it('calls', () => { a(1); b(1); c(1); });`,
  };

  test.each([
    ['.nycrc.json', '{"include": ["src/**"], "exclude": ["src/b.js"]}', ['src/a.js']],
    ['.nycrc.yml', 'exclude:\n  - lib\n  - test\n', ['src/a.js', 'src/b.js']],
    [
      'nyc.config.mjs',
      'export default { all: true, include: ["src/*.js", "src/never.js"] };',
      ['src/a.js', 'src/b.js', 'src/never.js'],
    ],
    ['.nycrc', '{"hook-require": false}', []],
    [
      '.nycrc.json',
      '{"check-coverage": true, "lines": 100, "reporter": "html", "report-dir": "elsewhere"}',
      ['lib/c.js', 'src/a.js', 'src/b.js'],
    ],
  ])('is honoured for modules as well: %s %s', async (name, text, expected) => {
    const root = makeProject({ ...files, 'src/never.js': code('never'), [name]: text });
    const { hits, exitCode, output } = await collect(root, ['mocha']);
    expect(exitCode, output).toBe(0);
    expect(Object.keys(hits)).toEqual(expected);
    for (const path of expected)
      expect(branches(hits[path])).toEqual([`cond-expr 1:${path === 'src/never.js' ? '0' : '1'},0`]);
  });
});

test('two packages of one repository are told apart, and options for Node in a script do no harm', async () => {
  const root = makeProject({
    'package.json': JSON.stringify({
      type: 'module',
      scripts: { test: "NODE_OPTIONS='--enable-source-maps' mocha 'packages/*/test/*.js'" },
    }),
    'packages/one/package.json': '{"name":"one","type":"module"}',
    'packages/one/src/index.js': code('one'),
    'packages/one/test/one.js': "import { one } from '../src/index.js';\nit('one', () => void one(1));",
    'packages/two/package.json': '{"name":"two"}',
    'packages/two/src/index.js': 'exports.two = (x) => (x ? 1 : 2);\n',
    'packages/two/test/two.js': "const { two } = require('../src/index.js');\nit('two', () => void two(0));",
  });
  const { hits, exitCode, output, testMap } = await collect(root, ['npm', 'test']);
  expect(exitCode, output).toBe(0);
  expect(branches(hits['packages/one/src/index.js'])).toEqual(['cond-expr 1:1,0']);
  expect(branches(hits['packages/two/src/index.js'])).toEqual(['cond-expr 1:0,1']);
  const map = await readTestMap(testMap!);
  expect(testsLoading(map, 'packages/two/src/index.js')).toEqual(['packages/two/test/two.js']);
});

describe('which test loads what', () => {
  const files = {
    'src/a.js': `import { b } from './b.js';\nexport const a = (x) => b(x);\n`,
    'src/b.js': code('b'),
    'src/c.cjs': 'exports.c = 1;\n',
    'src/command.js': `import { b } from './b.js';\nb(1);\n`,
    'test/a.test.js': `import { a } from '../src/a.js';\nimport { run } from './run.js';\nrun('a', () => a(1));`,
    'test/c.test.cjs': `const { c } = require('../src/c.cjs');\nconst { run } = require('./run.cjs');\nrun('c', () => c);`,
    'test/late.test.js': `
      import { spawnSync } from 'node:child_process';
      import { run } from './run.js';
      run('late', async () => {
        await import('../src/c.cjs');
        if (process.argv.includes('--spawn')) spawnSync(process.execPath, ['src/command.js']);
      });`,
    'test/run.js': `export const run = (name, body) => (globalThis.it ? it(name, body) : body());`,
    'test/run.cjs': `exports.run = (name, body) => (globalThis.it ? it(name, body) : body());`,
  };

  test('in one process for all: by who asked for what', async () => {
    const { testMap } = await collect(makeProject(files), ['mocha', 'test/*.test.*js']);
    expect((await readTestMap(testMap!)).tests).toEqual([
      { test: 'test/a.test.js', loads: ['src/a.js', 'src/b.js'], basis: 'imports' },
      { test: 'test/c.test.cjs', loads: ['src/c.cjs'], basis: 'imports' },
      { test: 'test/late.test.js', loads: ['src/c.cjs'], basis: 'imports' },
    ]);
  });

  test('in a process each: with the processes that it starts', async () => {
    const root = makeProject({
      ...files,
      'test/late.test.js': files['test/late.test.js'].replace("process.argv.includes('--spawn')", 'true'),
    });
    const tests = ['test/a.test.js', 'test/c.test.cjs', 'test/late.test.js'];
    const { testMap, output } = await collect(root, ['node', '--test', ...tests]);
    expect((await readTestMap(testMap!)).tests, output).toEqual([
      { test: 'test/a.test.js', loads: ['src/a.js', 'src/b.js'], basis: 'process' },
      { test: 'test/c.test.cjs', loads: ['src/c.cjs'], basis: 'process' },
      { test: 'test/late.test.js', loads: ['src/b.js', 'src/c.cjs', 'src/command.js'], basis: 'process' },
    ]);
  });
});
