import { describe, expect, it } from 'vitest';
import type { ReviewCase } from '../../../bench/review/case.ts';
import { checkCases } from '../../../bench/review/check-cases.ts';
import { readCases } from '../../../bench/review/read-cases.ts';

const sound: ReviewCase = {
  id: 'sum-window',
  language: 'typescript',
  title: 'sum a window of values',
  kind: 'off-by-one',
  files: [
    {
      path: 'src/sum.ts',
      before: 'export const none = 0;\n',
      after: [
        'export const none = 0;',
        'export function sum(values: number[]): number {',
        '  let total = 0;',
        '  for (let i = 0; i <= values.length; i++) total += values[i]!;',
        '  return total;',
        '}',
        '',
      ].join('\n'),
    },
  ],
  bugs: [
    {
      quote: 'for (let i = 0; i <= values.length; i++) total += values[i]!;',
      also: ['let total = 0;'],
      why: 'Reads one past the end, so that every sum is NaN.',
    },
  ],
};

const file = sound.files[0]!;
const bug = sound.bugs[0]!;

describe('review cases', () => {
  it('are sound', async () => {
    const { cases, problems } = readCases();
    expect([...problems, ...(await checkCases(cases))]).toEqual([]);
  });
});

describe('checkCases', () => {
  it('has nothing to say about a sound case', async () => {
    expect(await checkCases([sound])).toEqual([]);
  });

  it.each<[string, Partial<ReviewCase>, RegExp]>([
    ['a quote that is not added', { bugs: [{ ...bug, quote: 'export const none = 0;' }] }, /on 0 added/],
    ['an also that is not added', { bugs: [{ ...bug, also: ['return 1;'] }] }, /not an added line/],
    ['a bug in a clean case', { kind: 'clean-fix' }, /clean-fix with 1 bugs/],
    ['a buggy case without a bug', { bugs: [] }, /off-by-one with 0 bugs/],
    ['another language', { language: 'go' }, /no file is go/],
    ['a small change', { files: [{ ...file, before: `${file.after}//\n` }] }, /1 changed lines/],
    ['a syntax error', { files: [{ ...file, after: `${file.after}if (` }] }, /syntax errors after/],
  ])('names %s', async (_, change, expected) => {
    expect((await checkCases([{ ...sound, ...change }])).join('\n')).toMatch(expected);
  });

  it('names a quote that fits two added lines', async () => {
    const twice = {
      ...file,
      after: `${file.after}export const more = () => {\n  let total = 0;\n  return total;\n};\n`,
    };
    const bugs = [{ ...bug, quote: 'let total = 0;', also: [] }];
    expect(await checkCases([{ ...sound, files: [twice], bugs }])).toEqual([
      'sum-window: the quote is on 2 added lines: let total = 0;',
    ]);
  });
});
