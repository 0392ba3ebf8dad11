import { describe, expect, it } from 'vitest';
import type { FileCoverage, Gap } from '../../../src/coverage/gap.ts';
import { tell } from './measure-code.ts';
import { measureFixture } from './measure-fixture.ts';

/** What no test of `price.js` reaches. */
const missed = {
  wholeDefault:
    '3 branch default of { limit = 100, member } in price: needs `{ limit = 100, member }` undefined',
  negative: '4 statement in price: needs `amount < 0`',
  noMember: '6 branch else in price: needs `amount >= 0` and `member` falsy',
  textLimit: "18-19 statement in price: needs `amount >= 0` and `typeof limit` is `'string'`",
  largeMember: '22 branch right of && in price: needs `amount >= 0` and `total > 50`',
  large: '23-26 branch then in price: needs `amount >= 0` and `total > 50` and `member` truthy',
  anySize: '31 branch default of size in describe: needs `size` undefined',
  unused: '35-37 function in unused',
};
const knownToAll = Object.values(missed).filter((one) => !one.includes('default of'));

describe.each([
  ['nyc', 'coverage-final.json'],
  ['nyc', 'nyc_output'],
  ['nyc', 'lcov.info'],
  ['jest', 'babel/coverage-final.json'],
  ['jest', 'babel/lcov.info'],
])('%s, %s', (tool, report) => {
  it('tells all that no test reaches', async () => {
    const { coverage } = await measureFixture(tool, report, ['src/price.js']);
    expect(coverage.gaps.map(tell)).toEqual(Object.values(missed));
    expect(new Set(coverage.gaps.map(({ certainty }) => certainty))).toEqual(new Set(['high']));
    expect(coverage).toMatchObject({
      statements: { covered: 13, total: 18 },
      functions: { covered: 2, total: 4 },
      branches: { covered: 7, total: 14 },
    });
  });
});

describe.each([
  ['c8', 'coverage-final.json'],
  ['c8', 'lcov.info'],
  ['jest', 'v8/coverage-final.json'],
])('%s, %s: made from ranges of V8 (C15)', (tool, report) => {
  it('tells the same but for default values, with less certainty', async () => {
    const { coverage } = await measureFixture(tool, report, ['src/price.js']);
    expect(coverage.gaps.map(tell)).toEqual(knownToAll);
    expect(new Set(coverage.gaps.map(({ certainty }) => certainty))).toEqual(new Set(['low']));
    // No default value is called reached (C22), and no line without code.
    expect(coverage.statements).toEqual({ covered: 13, total: 18 });
    expect(coverage.branches.total).toBe(11);
  });
});

it('counts arms where a report names none, and names those that lines tell (Cobertura)', async () => {
  const { coverage } = await measureFixture('nyc', 'cobertura-coverage.xml', ['src/price.js']);
  expect(coverage.gaps.map(tell)).toEqual([
    '4 branch 1 of 2 arms in price',
    missed.noMember,
    missed.textLimit,
    '22 branch 2 of 4 arms in price: needs `amount >= 0`',
    missed.unused,
  ]);
});

it('knows the arms of lcov of its lines even where the line is reached (C7)', async () => {
  const { coverage } = await measureFixture('nyc', 'lcov.info', ['src/price.js']);
  expect(coverage.gaps.map(tell)).toContain(missed.noMember);
});

it('does not say more of a line than V8 does (node:test)', async () => {
  const { coverage } = await measureFixture('node-test', 'lcov.info', ['src/price.js']);
  expect(coverage.gaps.map(tell)).toEqual([
    '3 statement in price: needs `amount < 0`',
    '5 branch else in price: needs `amount >= 0` and `member` falsy',
    '8 branch something on this line in price: needs `amount >= 0`',
    '15-17 function in unused',
  ]);
});

describe('TypeScript', () => {
  const rest = [
    '5 branch default of member in price: needs `member` undefined',
    '5 branch default of { member = false } in price: needs `{ member = false }` undefined',
    '6 statement in price: needs `amount < 0`',
    '8 branch else in price: needs `amount >= 0` and `member` falsy',
    '13 statement in price: needs `amount >= 0` and `total` is `1`',
    '15 branch right of && in price: needs `amount >= 0` and `total > 50`',
    '15 branch then in price: needs `amount >= 0` and `total > 50` and `member` truthy',
    '18 branch default of size in label: needs `size` undefined',
  ];

  it.each([
    ['vitest', 'istanbul/coverage-final.json'],
    ['nyc-typescript', 'nyc_output'],
  ])('%s, %s: an else that is not there is known (C4)', async (tool, report) => {
    const { coverage } = await measureFixture(tool, report, ['src/price.ts']);
    expect(coverage.gaps.map(tell)).toEqual(rest);
  });

  it("is not more certain than Vitest's V8 provider, which calls default values reached (C22)", async () => {
    const { coverage } = await measureFixture('vitest', 'v8/coverage-final.json', ['src/price.ts']);
    expect(coverage.gaps.map(tell)).toEqual(rest.filter((one) => !one.includes('default')));
    expect(coverage.files[0]?.certainty).toBe('low');
  });
});

describe('a file that no test loads (C9)', () => {
  it.each([
    ['nyc', 'coverage-final.json', 'src/never.js', 3],
    ['c8', 'lcov.info', 'src/never.js', 3],
    ['vitest', 'istanbul/coverage-final.json', 'src/never.ts', 1],
  ])('%s, %s', async (tool, report, path, line) => {
    const { coverage } = await measureFixture(tool, report, [path]);
    expect(coverage.files.map(stateOf)).toEqual([[path, 'not-loaded']]);
    expect(coverage.gaps.map(tell)).toEqual([`${line} file`, `${line} function in never`]);
    expect(coverage.functions).toEqual({ covered: 0, total: 1 });
  });
});

it('measures files of one name in several packages each by itself (C12)', async () => {
  const paths = ['packages/one/src/index.js', 'packages/two/src/index.js'];
  const { coverage } = await measureFixture('monorepo', 'coverage-final.json', paths);
  expect(coverage.files.map(stateOf)).toEqual(paths.map((path) => [path, 'measured']));
  expect(new Set(coverage.gaps.map(({ path }: Gap) => path)).size).toBeGreaterThan(0);
});

function stateOf({ path, state }: FileCoverage): [string, string] {
  return [path, state];
}
