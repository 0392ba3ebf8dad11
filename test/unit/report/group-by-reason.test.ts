import { describe, expect, it } from 'vitest';
import { titleBeside } from '../../../src/report/describe-finding.ts';
import { groupByReason } from '../../../src/report/list-not-reviewed.ts';

describe('groupByReason', () => {
  it('says each reason once and names every place', () => {
    const open = [
      { path: 'a.ts', reason: 'no server', parts: [] },
      { path: 'b\u001b.ts', reason: 'timed out', parts: [{ startLine: 3, endLine: 9 }] },
      { path: 'c.ts', reason: 'no server', parts: [] },
    ];
    expect([...groupByReason(open)]).toEqual([
      ['no server', ['a.ts', 'c.ts']],
      ['timed out', ['b\\u{1b}.ts:3-9']],
    ]);
  });
});

describe('titleBeside', () => {
  it.each([
    ['Reads behind the end', 'Reads behind the end. Use <.', ''],
    ['Reads behind the…', 'Reads behind the end of the list.', ''],
    ['Merge marker', 'Settle the conflict.', 'Merge marker'],
  ])('of %j and %j is %j', (title, message, beside) => {
    expect(titleBeside({ title, message })).toBe(beside);
  });
});
