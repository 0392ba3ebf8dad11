import { expect, it } from 'vitest';
import { listPlaces } from '../../../../src/report/coverage/list-places.ts';
import { sampleGap, statementGap } from './sample-coverage.ts';

it('says of a file that no test loads that alone', () => {
  const file = { ...sampleGap, kind: 'file' as const, startLine: 1, endLine: 40, arm: '' };
  const other = statementGap(2, { path: 'src/other.ts' });
  expect(listPlaces([file, statementGap(2), sampleGap, other])).toEqual([file, other]);
});

it('leaves all others as they are', () => {
  const gaps = [statementGap(3), sampleGap];
  expect(listPlaces(gaps)).toEqual(gaps);
});
