import { describe, expect, test } from 'vitest';
import { detectSetup } from '../../../../src/testgen/setup/detect-setup.ts';
import { memoryView } from './memory-view.ts';

/** What is found, with the command of one test file in place of the function. */
async function detect(
  files: Readonly<Record<string, string>>,
  source = 'src/cart.js',
  file = 'test/cart.test.js',
) {
  const found = await detectSetup(memoryView(files), source);
  if (found === undefined) return undefined;
  const { command, ...setup } = found.setup;
  return { ...setup, command: command(file), launch: found.launch };
}

const manifest = (fields: object): string => JSON.stringify(fields);

describe('a setup found by reading', () => {
  test('vitest by its test files: TypeScript beside the sources', async () => {
    const found = await detect(
      {
        'package.json': manifest({
          type: 'module',
          scripts: { test: 'vitest' },
          devDependencies: { vitest: '4' },
        }),
        'src/cart.ts': '',
        'src/shop/price.ts': '',
        'src/cart.test.ts': `import { expect, test } from 'vitest';\nimport { cart } from './cart.ts';\ntest('a', () => { expect(1).toBe(1); });`,
        'src/shop/price.spec.ts': `import { expect, it } from 'vitest';\nit('a', () => {});`,
        'src/shop/price.test.ts': `import { expect, it } from 'vitest';\nit('a', () => {});`,
      },
      'src/cart.ts',
      'src/cart.test.ts',
    );
    expect(found).toMatchObject({
      framework: 'vitest',
      modules: 'esm',
      language: 'typescript',
      hasGlobals: false,
      assertions: 'expect',
      layout: { kind: 'beside', folder: '', suffix: '.test.ts' },
      command: 'npx vitest run src/cart.test.ts',
    });
  });

  test('vitest without any test: what its configuration says of globals', async () => {
    const files = {
      'package.json': manifest({ scripts: { test: 'vitest run --config vite.unit.ts --coverage' } }),
      'vitest.config.ts': 'export default { test: { globals: true } }',
      'src/cart.ts': '',
    };
    expect(await detect(files, 'src/cart.ts', 'src/cart.test.ts')).toMatchObject({
      framework: 'vitest',
      hasGlobals: true,
      modules: 'esm',
      layout: { kind: 'beside', suffix: '.test.ts' },
      launch: { options: ['--config', 'vite.unit.ts'] },
    });
  });

  test('mocha with chai, mirrored, behind nyc and a variable', async () => {
    const found = await detect({
      'package.json': manifest({
        scripts: {
          test: 'npm run lint && npm run test:unit -- --forbid-only',
          lint: 'eslint .',
          'test:unit': `cross-env NODE_ENV=test nyc --reporter=lcov mocha -r ts-node/register --timeout 9000 'test/**/*.spec.js'`,
        },
      }),
      'src/shop/cart.js': '',
      'test/unit/shop/cart.spec.js': `const { expect } = require('chai');\ndescribe('cart', () => { it('a', () => { expect(1).to.equal(1); }); });`,
      'test/unit/helpers/db.js': `module.exports = {};`,
    });
    expect(found).toMatchObject({
      framework: 'mocha',
      modules: 'cjs',
      language: 'javascript',
      hasGlobals: true,
      assertions: 'chai-expect',
      layout: { kind: 'mirrored', folder: 'test/unit', suffix: '.spec.js' },
      command: 'NODE_ENV=test npx mocha -r ts-node/register test/cart.test.js',
      launch: {
        env: { NODE_ENV: 'test' },
        options: ['-r', 'ts-node/register'],
        suite: ['test/**/*.spec.js'],
        testFiles: ['test/unit/shop/cart.spec.js'],
      },
    });
  });

  test('mocha whose tests are named like their sources', async () => {
    const found = await detect({
      'package.json': manifest({ devDependencies: { mocha: '11' } }),
      'lib/cart.js': '',
      'test/cart.js': `const assert = require('assert');\ndescribe('cart', function () { it('a', function () {}); });`,
      'test/setup.js': `describe('no test');`,
    });
    expect(found).toMatchObject({
      framework: 'mocha',
      assertions: 'node-assert',
      layout: { kind: 'mirrored', folder: 'test', suffix: '.js' },
      launch: { testFiles: ['test/cart.js'] },
    });
  });

  test('mocha with the words of its interface', async () => {
    const devDependencies = { mocha: '11' };
    const words = { suite: 'suite', test: 'test' };
    const tests = "suite('cart', () => { test('a', () => {}); });";
    const wanted = { framework: 'mocha', words };
    const byOption = { scripts: { test: 'mocha --ui tdd' }, devDependencies };
    expect(await detect({ 'package.json': manifest(byOption), 'lib/cart.js': '' })).toMatchObject(wanted);
    const byTests = {
      'package.json': manifest({ devDependencies }),
      'lib/cart.js': '',
      'test/cart.js': tests,
    };
    expect(await detect(byTests)).toMatchObject(wanted);
    const usual = await detect({ 'package.json': manifest({ devDependencies }), 'lib/cart.js': '' });
    expect(usual).toMatchObject({ words: { suite: 'describe', test: 'it' } });
  });

  test('jest with globals, in __tests__ beside the sources', async () => {
    const found = await detect({
      'package.json': manifest({ scripts: { test: 'jest --maxWorkers 2 --config=jest.unit.js' }, jest: {} }),
      'src/cart.js': '',
      'src/__tests__/cart.test.js': `const cart = require('../cart');\ntest('a', () => { expect(cart).toBe(1); });`,
    });
    expect(found).toMatchObject({
      framework: 'jest',
      modules: 'cjs',
      hasGlobals: true,
      assertions: 'expect',
      layout: { kind: 'beside', folder: '__tests__', suffix: '.test.js' },
      launch: { options: ['--config=jest.unit.js'], suite: [] },
    });
  });

  test('node:test with a loader of TypeScript', async () => {
    const found = await detect(
      {
        'package.json': manifest({
          type: 'module',
          scripts: { test: 'node --import tsx --test --test-reporter spec "test/**/*.test.ts"' },
        }),
        'src/cart.ts': '',
        'test/cart.test.ts': `import test from 'node:test';\nimport assert from 'node:assert/strict';\ntest('a', () => {});`,
      },
      'src/cart.ts',
      'test/cart.test.ts',
    );
    expect(found).toMatchObject({
      framework: 'node:test',
      hasGlobals: false,
      assertions: 'node-assert',
      layout: { kind: 'mirrored', folder: 'test', suffix: '.test.ts' },
      command: 'node --import tsx --test test/cart.test.ts',
      launch: { nodeOptions: ['--import', 'tsx'] },
    });
  });

  test('the nearest package of a monorepo that tests', async () => {
    const files = {
      'package.json': manifest({ devDependencies: { jest: '30' }, scripts: { test: 'jest' } }),
      'packages/a/package.json': manifest({ scripts: { test: 'vitest run' } }),
      'packages/a/src/cart.js': '',
      'packages/b/package.json': manifest({}),
      'packages/b/src/price.js': '',
    };
    expect(await detect(files, 'packages/a/src/cart.js', 'packages/a/src/cart.test.js')).toMatchObject({
      framework: 'vitest',
      command: 'cd packages/a && npx vitest run src/cart.test.js',
      launch: { folder: 'packages/a' },
    });
    expect(await detect(files, 'packages/b/src/price.js')).toMatchObject({
      framework: 'jest',
      launch: { folder: '' },
    });
  });

  test('pytest by its configuration, with the options that a test needs', async () => {
    const files = {
      'pyproject.toml': `[tool.pytest.ini_options]\naddopts = ["-p", "shop.plugin", "--import-mode=importlib", "-n", "auto", "--cov"]\n`,
      'shop/cart.py': '',
      'tests/shop/test_cart.py': 'def test_a(): pass',
    };
    expect(await detect(files, 'shop/cart.py', 'tests/shop/test_cart.py')).toMatchObject({
      framework: 'pytest',
      language: 'python',
      layout: { kind: 'mirrored', folder: 'tests', suffix: '.py' },
      command: 'python -m pytest tests/shop/test_cart.py',
      launch: {
        options: ['-p', 'shop.plugin', '--import-mode=importlib'],
        testFiles: ['tests/shop/test_cart.py'],
      },
    });
  });

  test('nothing where nothing says how it tests', async () => {
    expect(await detect({ 'package.json': manifest({}), 'src/cart.js': '' })).toBeUndefined();
    expect(await detect({ 'package.json': '{ broken', 'src/cart.js': '' })).toBeUndefined();
    expect(await detect({ 'shop/cart.py': '' }, 'shop/cart.py')).toBeUndefined();
  });
});
