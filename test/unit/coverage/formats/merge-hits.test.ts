import { describe, expect, test } from 'vitest';
import { mergeHits } from '../../../../src/coverage/formats/merge-hits.ts';
import { wholeLines } from '../../../../src/coverage/formats/line-place.ts';
import type { BranchHits, FileHits, StatementHits } from '../../../../src/coverage/report.ts';

function file(statements: StatementHits[], rest: Partial<FileHits> = {}): FileHits {
  return { path: 'a', unit: 'line', statements, functions: [], branches: [], certainty: 'high', ...rest };
}

function line(number: number, hits: number): StatementHits {
  return { place: wholeLines(number), hits };
}

function part(startLine: number, startColumn: number, endLine: number, hits: number): StatementHits {
  return { place: { startLine, startColumn, endLine, endColumn: 9 }, hits };
}

function short({ statements }: FileHits): [number, number][] {
  return statements.map(({ place, hits }) => [place.startLine, hits]);
}

describe('two reports of one file', () => {
  test('what one of them reached is reached, what one of them measured is measured', () => {
    const { hits, leftOut } = mergeHits([file([line(1, 1), line(2, 0)]), file([line(2, 3), line(5, 0)])]);
    expect(short(hits)).toEqual([
      [1, 1],
      [2, 3],
      [5, 0],
    ]);
    expect(leftOut).toBe(false);
  });
  test('a line says that its first statement was reached, and nothing of the second', () => {
    const fine = file([part(4, 0, 4, 0), part(4, 10, 4, 0), part(7, 0, 9, 0)], { unit: 'statement' });
    const coarse = file([line(4, 2), line(8, 1), line(11, 0)]);
    for (const order of [
      [fine, coarse],
      [coarse, fine],
    ]) {
      const { hits } = mergeHits(order);
      expect(hits.unit).toBe('statement');
      // Line 8 lies within a statement that begins in line 7, of which the lines say nothing.
      expect(short(hits)).toEqual([
        [4, 2],
        [4, 0],
        [7, 0],
        [11, 0],
      ]);
    }
  });
  test('arms add up where both know the same ones', () => {
    const branch = (first: number, second: number): BranchHits => ({
      kind: 'line',
      place: wholeLines(3),
      arms: [
        { place: undefined, hits: first },
        { place: undefined, hits: second },
      ],
    });
    const one = file([], { branches: [branch(1, 0), branch(0, 0)] });
    const two = file([], { branches: [branch(0, 2), branch(0, 5)] });
    const arms = mergeHits([one, two]).hits.branches.map((all) => all.arms.map(({ hits }) => hits));
    expect(arms).toEqual([
      [1, 2],
      [0, 5],
    ]);
  });
  test('arms that are only counted are at least those of the better report', () => {
    const counted = (covered: number): FileHits =>
      file([], {
        branches: [{ kind: 'line', place: wholeLines(3), arms: [], counted: { covered, total: 4 } }],
      });
    expect(mergeHits([counted(1), counted(3)]).hits.branches[0]?.counted).toEqual({ covered: 3, total: 4 });
  });
  test('of two versions the one that reached more counts, and it is told', () => {
    const { hits, leftOut } = mergeHits([
      file([line(1, 0), line(2, 0)], { version: 'x' }),
      file([line(2, 1)], { version: 'y' }),
    ]);
    expect(short(hits)).toEqual([[2, 1]]);
    expect(leftOut).toBe(true);
  });
  test('with one that is not certain, none of it is', () => {
    const fine = file([part(1, 0, 1, 1)], { unit: 'statement' });
    expect(mergeHits([file([line(1, 1)], { certainty: 'low' }), fine]).hits.certainty).toBe('low');
  });
});
