import { describe, expect, test } from 'vitest';
import { classHead } from '../../../../src/testgen/context/class-head.ts';
import { chooseCallSites } from '../../../../src/testgen/context/choose-call-sites.ts';
import { headsOf } from '../../../../src/testgen/context/heads-of.ts';
import { nearestTests } from '../../../../src/testgen/context/nearest-tests.ts';
import { parserFor } from '../../../ports/parse-code.ts';

async function tree(path: string, text: string) {
  const root = (await parserFor(path))(text);
  if (root === undefined) throw new Error('no tree');
  return root;
}

const module = `interface Options { limit: number }
type Unused = string;
const rates = { low: 1 };
function helper(a: number): number {
  return a;
}
export function target(options: Options): number {
  return helper(options.limit) + rates.low;
}
`;

describe('heads of what a function uses', () => {
  test('types whole, functions up to their body, values as they are', async () => {
    expect(headsOf(await tree('a.ts', module), { first: 7, last: 9 })).toEqual([
      'interface Options { limit: number }',
      'const rates = { low: 1 }',
      'function helper(a: number): number ...',
    ]);
  });

  test('of a method, its class and how it is made', async () => {
    const text =
      'export class Cart extends Base {\n  constructor(private a: number) { super(); }\n  add() {}\n}';
    const root = await tree('a.ts', text);
    expect(classHead(root, 'Cart.add')).toBe(
      'class Cart extends Base\n  constructor(private a: number) { super(); }',
    );
    expect(classHead(root, 'Cart.constructor')).toBe('class Cart extends Base ...');
    expect(classHead(root, 'add')).toBe('');
  });
});

describe('lines that call a function', () => {
  const lines = (path: string, ...texts: string[]) => texts.map((text) => ({ path, text }));

  test('with arguments, those first that tell what comes out', () => {
    const all = [
      ...lines('src/shop.js', '  const low = min(prices);', 'min()'),
      ...lines('src/min.js', ' * min([1, 5, -10]); // => -10', '  return min(rest);'),
      ...lines('README.md', '- Add `min()`', '- `min(a)` takes a list', 'min([3, 4])'),
    ];
    expect(chooseCallSites(all, 'min', 'src/min.js')).toEqual([
      'min([1, 5, -10]); // => -10',
      'const low = min(prices);',
      'min([3, 4])',
    ]);
  });

  test('what declares it is none, and neither is a test or another name', () => {
    const all = [
      ...lines('dist/min.js', 'function min(x) {', 'async min(x) {', 'def min(x):', 'argmin(x)'),
      ...lines('min.d.ts', 'min(x: number[]): number;'),
      ...lines('test/min.test.js', 'expect(min([1])).toBe(1)'),
    ];
    expect(chooseCallSites(all, 'min', 'src/min.js')).toEqual([]);
  });
});

describe('nearest tests', () => {
  const own = `describe('x', () => {
  it('other', () => {
    expect(1).toBe(1);
  });
  it('adds', () => {
    expect(add(1)).toBe(1);
  });
});
it(done);
test('far and long', () => {${'\n  a();'.repeat(30)}
  add();
});`;

  test('those that name the function first, without their indentation', async () => {
    const files = [{ path: 'a.test.js', root: await tree('a.test.js', own) }];
    expect(nearestTests(files, 'Cart.add', 2)).toEqual([
      "it('adds', () => {\n  expect(add(1)).toBe(1);\n})",
      "it('other', () => {\n  expect(1).toBe(1);\n})",
    ]);
  });

  test('of Python', async () => {
    const text = 'def helper():\n    pass\n\nclass TestA:\n    def test_a(self):\n        assert load()\n';
    const files = [{ path: 'test_a.py', root: await tree('test_a.py', text) }];
    expect(nearestTests(files, 'load', 3)).toEqual(['def test_a(self):\n    assert load()']);
  });
});
