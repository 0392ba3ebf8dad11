import { describe, expect, it } from 'vitest';
import type { Gap } from '../../../../src/coverage/gap.ts';
import { learnStyle } from '../../../../src/testgen/write/code-style.ts';
import { titleOf } from '../../../../src/testgen/write/name-test.ts';
import { nameTestFile } from '../../../../src/testgen/write/name-test-file.ts';
import { learnEnding, pythonModule, relativeSpecifier } from '../../../../src/testgen/write/specifier.ts';
import { setupOf, setups } from '../make-surroundings.ts';

describe('nameTestFile', () => {
  it.each([
    ['src/shop/cart.ts', setups.vitest, 'test/shop/cart.test.ts'],
    ['cart.js', setups.mochaChai, 'test/cart.spec.js'],
    ['src/a/b.js', setups.nodeTest, 'src/a/b.test.js'],
    ['shop/cart.py', setups.pytest, 'tests/shop/test_cart.py'],
    [
      'packages/a/src/b.ts',
      setupOf({ layout: { kind: 'mirrored', folder: 'packages/a/test', suffix: '.test.ts' } }),
      'packages/a/test/b.test.ts',
    ],
    [
      'src/a/b.ts',
      setupOf({ layout: { kind: 'beside', folder: '__tests__', suffix: '.test.ts' } }),
      'src/a/__tests__/b.test.ts',
    ],
  ])('of %s', (source, setup, expected) => {
    expect(nameTestFile(source, setup, () => false)).toBe(expected);
  });

  it('never takes a name that is taken', () => {
    const taken = new Set(['test/a.test.ts', 'test/a-2.test.ts']);
    expect(nameTestFile('src/a.ts', setups.vitest, (path) => taken.has(path))).toBe('test/a-3.test.ts');
  });
});

describe('titles', () => {
  it('are cut between words', () => {
    const condition = `needs ${'something and '.repeat(11)}more`;
    const gap = { kind: 'branch', arm: 'then', condition } as unknown as Gap;
    const title = titleOf('', { function: 'add', gaps: [gap] });
    expect(title).toBe(`reaches ${'something and '.repeat(5)}something`);
  });
});

describe('specifiers', () => {
  it.each([
    ['test/a.test.ts', 'src/a.ts', 'none', '../src/a'],
    ['test/a.test.ts', 'src/a.ts', 'js', '../src/a.js'],
    ['test/a.test.ts', 'src/a.mts', 'js', '../src/a.mjs'],
    ['test/a.test.ts', 'src/a.ts', 'source', '../src/a.ts'],
    ['src/a.test.ts', 'src/index.ts', 'none', '.'],
    ['test/a.js', 'lib/a.cjs', 'none', '../lib/a.cjs'],
    ['src/x/a.test.ts', 'src/x/y/b.tsx', 'none', './y/b'],
  ] as const)('%s names %s', (test, source, ending, expected) => {
    expect(relativeSpecifier(test, source, ending)).toBe(expected);
  });

  it('end as other imports do', () => {
    expect(learnEnding(["import a from 'a.js'; import b from '../b';"])).toBe('none');
    expect(learnEnding(['', "import './data.json'; const b = require('./b.js')"])).toBe('js');
    expect(learnEnding(["import b from './b.test.ts'"])).toBe('source');
    expect(learnEnding([''])).toBeUndefined();
  });

  it('of Python begin with a package that tests know', () => {
    expect(pythonModule('src/shop/cart.py', [])).toBe('shop.cart');
    expect(pythonModule('python/shop/cart.py', ['pytest', 'shop.x'])).toBe('shop.cart');
    expect(pythonModule('src/cart.py', ['src.other'])).toBe('src.cart');
    expect(pythonModule('shop/__init__.py', [])).toBe('shop');
  });
});

describe('learnStyle', () => {
  it('reads indentation, quotes, semicolons and line ends', () => {
    expect(learnStyle('if (a) {\r\n\tf("x")\r\n}\r\n')).toEqual({
      indent: '\t',
      quote: '"',
      hasSemicolons: false,
      lineEnd: '\r\n',
    });
    expect(learnStyle("if (a) {\n    f('x');\n}\n")).toEqual({
      indent: '    ',
      quote: "'",
      hasSemicolons: true,
      lineEnd: '\n',
    });
  });
});
