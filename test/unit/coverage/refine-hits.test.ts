import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CodeFacts } from '../../../src/coverage/code-facts.ts';
import { refineHits } from '../../../src/coverage/refine-hits.ts';
import type { BranchHits, FileHits, Place } from '../../../src/coverage/report.ts';

const at = (startLine: number, startColumn: number, endLine: number, endColumn: number): Place => ({
  startLine,
  startColumn,
  endLine,
  endColumn,
});

const decision: Place = at(2, 2, 2, 20);

/** `if (x) return 1;` on line 2, and a statement on lines 3 to 5. */
const map: FileHits = {
  path: 'a.js',
  unit: 'statement',
  statements: [decision, at(2, 9, 2, 18), at(3, 2, 5, 4)].map((place) => ({ place, hits: 0 })),
  functions: [{ name: 'f', declaration: at(1, 0, 1, 1), body: at(1, 10, 6, 1), hits: 0 }],
  branches: [
    {
      kind: 'if',
      place: decision,
      arms: [
        { place: decision, hits: 0 },
        { place: undefined, hits: 0 },
      ],
    },
  ],
  certainty: 'high',
};

const facts: CodeFacts = {
  inertLines: new Set([6]),
  textLines: new Set(),
  functions: [],
  statements: [],
  decisions: [
    {
      kind: 'if',
      place: decision,
      condition: at(2, 5, 2, 8),
      arms: [
        { name: 'then', needs: '', place: at(2, 9, 2, 18) },
        { name: 'else', needs: '', place: undefined },
      ],
    },
  ],
};

function ofLines(hits: Readonly<Record<number, number>>, branches: readonly BranchHits[] = []): FileHits {
  const statements = Object.entries(hits).map(([line, count]) => {
    const place = {
      startLine: Number(line),
      startColumn: undefined,
      endLine: Number(line),
      endColumn: undefined,
    };
    return { place, hits: count };
  });
  return { path: 'a.js', unit: 'line', statements, functions: [], branches, certainty: 'high' };
}

const arms = (...counts: number[]): BranchHits => ({
  kind: 'line',
  place: { startLine: 2, startColumn: undefined, endLine: 2, endColumn: undefined },
  arms: counts.map((hits) => ({ place: undefined, hits })),
});

test('of a line that is reached only its beginning is known, unless arms tell', () => {
  const plain = refineHits(ofLines({ 2: 3, 3: 0 }), map, facts);
  expect(plain.statements.map(({ place, hits }) => [place.startColumn, hits])).toEqual([
    [2, 3],
    [2, 0],
  ]);
  const told = refineHits(ofLines({ 2: 3, 3: 0 }, [arms(0, 3)]), map, facts);
  expect(told.statements.map(({ place, hits }) => [place.startColumn, hits])).toEqual([
    [2, 3],
    [9, 0],
    [2, 0],
  ]);
});

test('hits of the line before are not copied to what has none (C18)', () => {
  expect(refineHits(ofLines({ 2: 3 }), map, facts).statements).toHaveLength(1);
});

test('a statement is told by its first line that is listed', () => {
  const { statements } = refineHits(ofLines({ 2: 0, 4: 7 }), map, facts);
  expect(statements.map(({ hits }) => hits)).toEqual([0, 0, 7]);
});

test('arms that are only counted are told where all or none is reached', () => {
  const counted = (covered: number): BranchHits => ({ ...arms(), counted: { covered, total: 2 } });
  const hitsOf = (covered: number): readonly unknown[] =>
    refineHits(ofLines({ 2: 1 }, [counted(covered)]), map, facts).branches.map(
      (one) => one.counted ?? one.arms.map(({ hits }) => hits),
    );
  expect(hitsOf(2)).toEqual([[1, 1]]);
  expect(hitsOf(0)).toEqual([[0, 0]]);
  expect(hitsOf(1)).toEqual([{ covered: 1, total: 2 }]);
});

test('comes to an end with any places', () => {
  const number = fc.constantFrom(0, 1, 2, 3, 5, 2 ** 31, Infinity, NaN, -1);
  const place = fc.record({ startLine: number, startColumn: number, endLine: number, endColumn: number });
  const units = fc.constantFrom('line' as const, 'block' as const);
  fc.assert(
    fc.property(
      fc.array(place),
      units,
      fc.constantFrom('high' as const, 'low' as const),
      (places, unit, certainty) => {
        const hits: FileHits = {
          path: 'a.js',
          unit,
          certainty,
          statements: places.map((one, index) => ({ place: one, hits: index % 2 })),
          functions: places.map((one) => ({ name: '', declaration: one, body: one, hits: 0 })),
          branches: places.map((one) => ({ kind: 'block', place: one, arms: [{ place: one, hits: 0 }] })),
        };
        expect(refineHits(hits, map, facts).unit).toBe('statement');
      },
    ),
    { seed: 3, numRuns: 200 },
  );
});
