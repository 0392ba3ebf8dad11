import { describe, expect, it } from 'vitest';
import { titleBeside } from '../../../src/report/describe-finding.ts';
import { groupByReason, listNotReviewed } from '../../../src/report/list-not-reviewed.ts';
import type { Ledger } from '../../../src/review/review.ts';

describe('listNotReviewed', () => {
  it('says what a file says of its chunks once, in the order of the files', () => {
    const file = (path: string, reason: string) => ({
      path,
      outcome: 'not-reviewed',
      reason,
      changedLines: 1,
    });
    const chunk = (reason: string) => ({
      path: 'b.ts',
      outcome: 'not-reviewed',
      reason,
      startLine: 1,
      endLine: 2,
    });
    const ledger = {
      files: [file('a.ts', 'unreadable'), file('b.ts', 'stopped; before its turn')],
      chunks: [chunk('stopped'), chunk('before its turn'), chunk('stopped')],
    } as unknown as Ledger;
    expect(listNotReviewed({ ledger }).map(({ path, reason }) => `${path}: ${reason}`)).toEqual([
      'a.ts: unreadable',
      'b.ts: stopped; before its turn',
    ]);
  });
});

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
