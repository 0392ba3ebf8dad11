import { expect, test } from 'vitest';
import type { Gap } from '../../../src/coverage/gap.ts';
import { isReached } from '../../../src/coverage/is-reached.ts';
import type { FileHits, Place } from '../../../src/coverage/report.ts';

const at = (startLine: number, startColumn: number, endLine = startLine): Place => ({
  startLine,
  startColumn,
  endLine,
  endColumn: undefined,
});

const gap = (kind: Gap['kind'], place: Place, armIndex?: number): Gap => ({
  path: 'a.ts',
  startLine: place.startLine,
  endLine: place.endLine,
  kind,
  arm: '',
  function: '',
  condition: '',
  certainty: 'high',
  place,
  armIndex,
});

const hits: FileHits = {
  path: 'a.ts',
  unit: 'statement',
  certainty: 'high',
  statements: [
    { place: at(3, 4), hits: 0 },
    { place: at(3, 20), hits: 2 },
    { place: at(4, 4), hits: 1 },
  ],
  functions: [{ name: 'f', declaration: at(1, 9), body: at(1, 20, 9), hits: 1 }],
  branches: [
    {
      kind: 'if',
      place: at(3, 4, 5),
      arms: [
        { place: at(3, 20), hits: 1 },
        { place: undefined, hits: 0 },
      ],
    },
  ],
};

test('the very place decides', () => {
  expect(isReached(gap('statement', at(3, 20)), hits)).toBe(true);
  expect(isReached(gap('statement', at(3, 4)), hits)).toBe(false);
  expect(isReached(gap('function', at(1, 9)), hits)).toBe(true);
});

test('an arm counts by its number, also one without code', () => {
  expect(isReached(gap('branch', at(3, 20), 0), hits)).toBe(true);
  expect(isReached(gap('branch', at(3, 4, 5), 1), hits)).toBe(false);
  expect(isReached(gap('branch', at(3, 4, 5), 7), hits)).toBe(false);
  expect(isReached(gap('branch', at(3, 4, 5)), hits)).toBe(false);
});

test('another tool may see other columns: then all on the lines must be reached', () => {
  expect(isReached(gap('statement', at(4, 2)), hits)).toBe(true);
  expect(isReached(gap('statement', at(3, 2)), hits)).toBe(false);
  expect(isReached(gap('statement', at(8, 0)), hits)).toBe(false);
});

test('a file is loaded when anything in it ran', () => {
  expect(isReached(gap('file', at(1, 0, 9)), hits)).toBe(true);
  expect(isReached(gap('file', at(1, 0, 9)), { ...hits, statements: [] })).toBe(false);
});
