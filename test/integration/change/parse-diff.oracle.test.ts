import { expect, it } from 'vitest';
import { parseDiff } from '../../../src/change/parse-diff.ts';
import { legalLines } from '../../doubles/diff-oracle/legal-anchors.ts';
import { runDiffOracle } from '../../doubles/diff-oracle/run-diff-oracle.ts';

it('rebuilds every head file of 2,000 random pairs from what real git prints', () => {
  const result = runDiffOracle({ seed: 1, cases: 2000, parse: parseDiff });

  expect(result.failures).toEqual([]);
  expect(result.cases).toBeGreaterThanOrEqual(2000);
});

it('agrees with the anchor oracle on the lines that each hunk shows', () => {
  let inspected = 0;
  const result = runDiffOracle({
    ...{ seed: 500, cases: 1500, parse: parseDiff },
    inspect: (diff, files) => {
      const legal = legalLines(diff);
      for (const { path, hunks } of files) {
        const lines = legal.get(path);
        const numbers = (side: 'baseLine' | 'headLine'): number[][] =>
          hunks.map((hunk) => hunk.lines.flatMap((line) => line[side] ?? []));
        // The halves of a change of type share one path: each is the head or the tail of its list.
        const isPart = (sets: Set<number>[] | undefined, side: 'baseLine' | 'headLine'): boolean => {
          const all = (sets ?? []).map((set) => [...set].join());
          const own = numbers(side).map((list) => list.join());
          return (
            all.slice(0, own.length).join(';') === own.join(';') ||
            all.slice(-own.length).join(';') === own.join(';')
          );
        };
        inspected += hunks.length;
        if (!isPart(lines?.base, 'baseLine') || !isPart(lines?.head, 'headLine')) return `anchors of ${path}`;
      }
      return undefined;
    },
  });

  expect(result.failures).toEqual([]);
  expect(inspected).toBeGreaterThan(100);
});
