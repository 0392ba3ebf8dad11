import { expect, test } from 'vitest';
import { changeOfTexts } from '../../../../src/change/change-of-texts.ts';
import type { Gap } from '../../../../src/coverage/gap.ts';
import { regressionFindings } from '../../../../src/review/suggest-tests/regression-finding.ts';

const gap: Gap = {
  path: 'a.js',
  startLine: 2,
  endLine: 2,
  kind: 'statement',
  arm: '',
  function: 'f',
  condition: '',
  certainty: 'high',
  place: { startLine: 2, startColumn: 0, endLine: 2, endColumn: undefined },
  armIndex: undefined,
};
const regression = {
  target: { path: 'a.js', function: 'f' },
  testPath: 'a.test.js',
  added: "it('f', () => { expect(f()).toBe(1); });",
  title: 'f',
  failure: 'it expected 1 and got 2',
  startLine: 2,
  endLine: 2,
};
const change = (after: string) => ({
  files: [changeOfTexts('a.js', 'one\nold\nthree\n', after)],
  context: 'blobs' as const,
});

test('stands on the lines that the test was written for', () => {
  const [finding, ...others] = regressionFindings([regression], [gap], change('one\nnew @team\nthree\n'));
  expect(others).toEqual([]);
  expect(finding).toMatchObject({
    anchor: { path: 'a.js', side: 'head', startLine: 2, endLine: 2 },
    severity: 'warning',
    category: 'correctness',
    rule: 'galley/possible-regression',
    origin: 'model',
    proof: 'ran',
    symbol: 'f',
  });
  expect(finding?.message).toContain('it expected 1 and got 2');
});

test('says nothing of lines that the change does not show', () => {
  expect(regressionFindings([regression], [], change('one\nnew\nthree\n'))).toEqual([]);
  expect(regressionFindings([regression], [gap], { files: [], context: 'blobs' })).toEqual([]);
});
