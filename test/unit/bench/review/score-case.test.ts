import { describe, expect, it } from 'vitest';
import type { ReviewCase } from '../../../../bench/review/case.ts';
import { judgeFindings, linesOfBug } from '../../../../bench/review/score-case.ts';
import { changeOfTexts } from '../../../../src/change/change-of-texts.ts';
import { buggyCase, cleanCase, findingOn } from './bench-case.ts';

const [file] = buggyCase.files;
const change = [changeOfTexts('src/sum.js', file?.before, file?.after ?? '')];
const [bug] = buggyCase.bugs;

describe('linesOfBug', () => {
  it('finds the added lines by their text', () => {
    expect(bug && linesOfBug(bug, change)).toEqual([{ path: 'src/sum.js', blamed: [3], also: [2] }]);
  });

  it('does not take an unchanged line for an added one', () => {
    const other = { quote: 'export const none = 0;', also: [], why: 'Not a change of this commit.' };
    expect(linesOfBug(other, change)).toEqual([]);
  });

  it('takes the lines that a commit case names', () => {
    const named = { quote: 'x', also: ['y'], why: 'Named by its lines.', path: 'a.py', lines: [7, 9] };
    expect(linesOfBug(named, change)).toEqual([{ path: 'a.py', blamed: [7], also: [9] }]);
  });
});

describe('judgeFindings', () => {
  const judge = (finding: ReturnType<typeof findingOn>) => judgeFindings(buggyCase, [finding], change)[0];

  it.each([
    { line: 3, isTrue: true, hits: [0], onLine: [0] },
    { line: 2, isTrue: true, hits: [0], onLine: [] },
    { line: 1, isTrue: false, hits: [], onLine: [] },
  ])('on line $line', ({ line, ...expected }) => {
    expect(judge(findingOn(line))).toMatchObject(expected);
  });

  it('counts a range that touches the line', () => {
    const anchor = { path: 'src/sum.js', side: 'head', startLine: 1, endLine: 9 } as const;
    expect(judge(findingOn(1, { anchor }))).toMatchObject({ isTrue: true, onLine: [0] });
  });

  it('does not count the same line of another file, or a whole file', () => {
    const elsewhere = { path: 'src/other.js', side: 'head', startLine: 3, endLine: 3 } as const;
    expect(judge(findingOn(3, { anchor: elsewhere }))?.isTrue).toBe(false);
    expect(judge(findingOn(3, { anchor: { path: 'src/sum.js', side: 'file' } }))?.isTrue).toBe(false);
  });

  it('holds every warning in a clean case for false, and no info', () => {
    const said = [findingOn(2), findingOn(2, { severity: 'info' })];
    expect(judgeFindings(cleanCase, said, change).map(({ isTrue }) => isTrue)).toEqual([false, undefined]);
  });

  it.each([
    ['galley/empty-catch', 'rule'],
    ['team/own', 'rule'],
    ['probe/missing-await', 'probe'],
    ['model/review-chunk', 'form'],
  ])('knows where %s comes from', (rule, source) => {
    expect(judge(findingOn(3, { rule }))?.source).toBe(source);
  });

  it('counts a finding on removed lines only where the bug is the removal', () => {
    const removed = [changeOfTexts('a.js', 'one();\ncheck();\ntwo();\n', 'one();\ntwo();\n')];
    const gone = {
      path: 'a.js',
      lines: [2],
      quote: 'two();',
      also: [],
      why: 'Nothing checks it any more.',
      removal: true,
    } as const;
    const { removal: _, ...added } = gone;
    const anchor = { path: 'a.js', side: 'base', startLine: 2, endLine: 2 } as const;
    const said = [findingOn(2, { anchor })];
    const isTrue = (bugs: ReviewCase['bugs'], kind: ReviewCase['kind'] = 'null-dereference') =>
      judgeFindings({ kind, bugs }, said, removed)[0]?.isTrue;
    expect(isTrue([{ ...gone, also: [], lines: [2] }])).toBe(true);
    expect(isTrue([{ ...added, also: [], lines: [2] }])).toBe(false);
    expect(isTrue([{ ...added, also: [], lines: [2] }], 'removed-check')).toBe(true);
    expect(isTrue([{ ...added, also: [], lines: [7] }], 'removed-check')).toBe(false);
  });
});
