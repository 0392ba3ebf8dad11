import { expect, it } from 'vitest';
import type { Tally } from '../../../src/coverage/gap.ts';
import { checkGate } from '../../../src/review/check-gate.ts';
import { sampleCoverage } from '../report/coverage/sample-coverage.ts';

const below = (statements: Tally, branches: Tally, limit: number) =>
  checkGate({ ...sampleCoverage, statements, branches }, limit).below;

it.each([
  [{ covered: 9, total: 10 }, { covered: 9, total: 10 }, 90, []],
  [{ covered: 9, total: 10 }, { covered: 8, total: 10 }, 90, ['arms']],
  [{ covered: 899, total: 1000 }, { covered: 0, total: 0 }, 90, ['statements']],
  [{ covered: 0, total: 0 }, { covered: 0, total: 0 }, 100, []],
  [{ covered: 999, total: 1000 }, { covered: 1, total: 1 }, 100, ['statements']],
  [{ covered: 0, total: 4 }, { covered: 0, total: 4 }, 0, []],
  [{ covered: 1, total: 3 }, { covered: 1, total: 3 }, 33.4, ['statements', 'arms']],
] as const)('%o, %o at %d: %o', (statements, branches, limit, wanted) => {
  expect(below(statements, branches, limit)).toEqual(wanted);
});
