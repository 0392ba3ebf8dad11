import type { FileCoverageData, Range } from 'istanbul-lib-coverage';
import { describe, expect, test } from 'vitest';
import { mergeOtherForm, mergeSameText } from '../../../../src/run/collect/merge-forms.ts';
import type { RawFile } from '../../../../src/run/collect/read-raw.ts';

const at = (line: number, from = 0, to = 10): Range => ({
  start: { line, column: from },
  end: { line, column: to },
});

function file(hits: readonly number[], places: readonly Range[]): FileCoverageData {
  return {
    path: '/src/a.ts',
    statementMap: Object.fromEntries(places.map((place, i) => [i, place])),
    s: Object.fromEntries(hits.map((count, i) => [i, count])),
    fnMap: {},
    f: {},
    branchMap: { 0: { type: 'if', loc: at(1), locations: [at(1), at(1)], line: 1 } },
    b: { 0: [hits[0] ?? 0, 0] },
  };
}

describe('mergeSameText', () => {
  test('adds what processes counted in one text, and keeps texts apart', () => {
    const files = new Map<string, RawFile>();
    mergeSameText(files, { ...file([0, 0], [at(1), at(2)]), hash: 'a', all: true });
    mergeSameText(files, { ...file([1, 0], [at(1), at(2)]), hash: 'a' });
    mergeSameText(files, { ...file([2, 5], [at(1), at(2)]), hash: 'a' });
    mergeSameText(files, { ...file([9, 9], [at(1), at(3)]), hash: 'b' });
    expect([...files.values()].map(({ s, b }) => [s, b])).toEqual([
      [{ 0: 3, 1: 5 }, { 0: [3, 0] }],
      [{ 0: 9, 1: 9 }, { 0: [9, 0] }],
    ]);
  });
});

describe('mergeOtherForm', () => {
  test('adds only what stands at the same place, and tells what does not', () => {
    const into = file([1, 0], [at(1), at(2, 4, 8)]);
    // The second statement of the other form lies around the one here: nothing says that this one ran.
    expect(mergeOtherForm(into, file([1, 7], [at(1), at(2, 0, 20)]))).toBe(false);
    expect(into.s).toEqual({ 0: 2, 1: 0 });
    expect(mergeOtherForm(into, file([1, 7], [at(1), at(2, 4, 8)]))).toBe(true);
    expect(into.s).toEqual({ 0: 3, 1: 7 });
  });
});
