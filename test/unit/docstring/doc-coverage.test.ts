import { describe, expect, it } from 'vitest';
import { coveredPercent, docCoverage, sumCoverage } from '../../../src/docstring/doc-coverage.ts';
import { makeDeclaration, makePlace } from './make-declaration.ts';

const one = makeDeclaration();
const missing = { declaration: one, place: makePlace() };

describe('doc coverage', () => {
  it('counts those that want a doc, and of them those that have one', () => {
    const choice = {
      chosen: [missing],
      documented: [one, one],
      skipped: [{ declaration: one, reason: 'overrides' as const }],
    };
    expect(docCoverage(choice)).toEqual({ wanted: 3, documented: 2 });
    expect(
      sumCoverage([
        { wanted: 3, documented: 2 },
        { wanted: 4, documented: 0 },
      ]),
    ).toEqual({
      wanted: 7,
      documented: 2,
    });
  });

  it.each([
    [0, 0, 100],
    [1000, 999, 99],
    [3, 3, 100],
    [58, 41, 70],
  ])('of %i wanted, %i documented are %i %%', (wanted, documented, percent) => {
    expect(coveredPercent({ wanted, documented })).toBe(percent);
  });
});
