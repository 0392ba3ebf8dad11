import { expect, it } from 'vitest';
import { tell } from './measure-code.ts';
import { measureFixture } from './measure-fixture.ts';

async function gapsIn(name: string, report: string, path: string): Promise<string[]> {
  const { coverage } = await measureFixture(name, report, [path]);
  return coverage.gaps.map(tell);
}

const python = [
  '10 statement in Cart.add: needs `len(self.items) >= limit`',
  '16 statement in Cart.total: needs `self.items` not empty and `item > 100`',
  '24 statement in label: needs `member` truthy',
  '27 statement in label: needs `total` is `0`',
  // The second line of a statement has no record of its own (C2).
  '29-31 statement in label: needs `total` is `_ if total > 50`',
  '36 branch else in log: needs `loud` falsy',
  '40-41 function in unused',
];

it.each(['coverage.json', 'coverage.lcov'])('Python, %s: jumps between lines are arms', async (report) => {
  expect(await gapsIn('python', report, 'shop/price.py')).toEqual(python);
});

it('Python, coverage.xml: only missing arms have names', async () => {
  const found = await gapsIn('python', 'coverage.xml', 'shop/price.py');
  expect(found).toEqual(
    python.map((one) => (one.startsWith('16') ? '16 branch to line 15 in Cart.total' : one)),
  );
});

it('Go with counts: an else that is not there is what is left of the count', async () => {
  const { coverage } = await measureFixture('go', 'count.out', ['cart/cart.go']);
  expect(coverage.gaps.map(tell)).toEqual([
    '12 statement in Total: needs `total > 100`',
    '16-18 function in unused',
  ]);
  expect(coverage).toMatchObject({
    statements: { covered: 7, total: 9 },
    branches: { covered: 3, total: 4 },
  });
});

it('Go without counts: of an else that is not there nothing is said', async () => {
  const { coverage } = await measureFixture('go', 'set.out', ['cart/cart.go']);
  expect(coverage.gaps.map(tell)).toContain('10 statement in Total: needs `member` true');
  expect(coverage.branches).toEqual({ covered: 0, total: 0 });
});

it('Java, JaCoCo: a line is partial, not missed (C13), and arms are counted', async () => {
  expect(await gapsIn('jacoco', 'jacoco.xml', 'src/main/java/com/acme/Cart.java')).toEqual([
    '16 branch 1 of 2 arms in Cart.total',
    '18 statement in Cart.total: needs `total > 100`',
    '23-25 function in Cart.later',
  ]);
});

it('Rust, llvm-cov: pieces of lines tell statements apart, lines do not', async () => {
  const lines = ['5 statement in total: needs `member` true', '11-14 function in unused'];
  expect(await gapsIn('llvm', 'lcov.info', 'src/cart.rs')).toEqual(lines);
  const pieces = [lines[0], '7 statement in total: needs `total > 100`', lines[1]];
  expect(await gapsIn('llvm', 'coverage.json', 'src/cart.rs')).toEqual(pieces);
});

it.each([
  [
    'node-test',
    'src/price.js',
    [
      '3 statement in price: needs `amount < 0`',
      '5 branch else in price: needs `amount >= 0` and `member` falsy',
      '8 branch then in price: needs `amount >= 0` and `total > 50`',
      '15-17 function in unused',
    ],
  ],
  [
    'tsx',
    'src/price.ts',
    [
      '6 statement in price: needs `amount < 0`',
      '8 branch else in price: needs `amount >= 0` and `member` falsy',
      '13 statement in price: needs `amount >= 0` and `total` is `1`',
      // Behind a source map the end of a block is not known.
      '15 branch something on this line in price: needs `amount >= 0`',
    ],
  ],
])('raw data of V8, %s', async (name, path, expected) => {
  expect(await gapsIn(name, 'v8', path)).toEqual(expected);
});
