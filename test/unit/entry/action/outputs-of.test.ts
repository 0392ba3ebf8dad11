import { describe, expect, it } from 'vitest';
import { outputs } from '../../../../src/entry/action/action-interface.ts';
import { outputsOf } from '../../../../src/entry/action/outputs-of.ts';
import { makeReview, sampleFinding } from '../../report/sample-review.ts';

const ending = { files: { report: '/t/r.json', sarif: '/t/r.sarif' }, url: undefined, milliseconds: 12.6 };
const tally = (covered: number, total: number) => ({ covered, total });
const coverageOf = (covered: number, total: number) => ({
  sources: [],
  files: [],
  statements: tally(covered, total),
  functions: tally(0, 0),
  branches: tally(0, 0),
  gaps: [],
  lost: [],
});

describe('outputsOf', () => {
  it('has every output of action.yml and no other', () => {
    expect(Object.keys(outputsOf(makeReview({}), ending))).toEqual(Object.keys(outputs));
  });

  it('counts findings without those that mirror gaps', () => {
    const findings = [
      sampleFinding,
      { ...sampleFinding, severity: 'warning' as const },
      { ...sampleFinding, severity: 'info' as const, origin: 'coverage' as const },
    ];
    const values = outputsOf(makeReview({ findings, shown: 2 }), ending);
    expect(values).toMatchObject({ 'findings-count': '2', 'errors-count': '1', 'duration-ms': '13' });
    expect(values).toMatchObject({ 'comment-url': '', 'coverage-patch': '' });
  });

  it.each([
    [999, 1000, '99.9'],
    [9999, 10000, '99.9'],
    [4, 4, '100'],
    [0, 3, '0'],
    [0, 0, ''],
  ])('tells %i of %i statements as %j', (covered, total, text) => {
    const values = outputsOf(makeReview({ coverage: coverageOf(covered, total) }), ending);
    expect(values['coverage-patch']).toBe(text);
  });
});
