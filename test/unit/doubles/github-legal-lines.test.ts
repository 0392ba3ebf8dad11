import { describe, expect, it } from 'vitest';
import { followLine } from '../../doubles/github/follow-line.ts';
import { findLine, readHunks } from '../../doubles/github/legal-lines.ts';
import { placeComment } from '../../doubles/github/place-comment.ts';
import type { WantedPlace } from '../../doubles/github/place-comment.ts';

const patch = [
  '@@ -3,5 +3,5 @@ function a',
  ' three',
  ' four',
  '-five',
  '-six',
  '+FIVE',
  '+half',
  ' seven',
  '@@ -20 +20,2 @@',
  ' twenty',
  '+@@ -1 +1 @@',
  '\\ No newline at end of file',
].join('\n');
const hunks = readHunks(patch);

describe('the lines that a patch shows', () => {
  it('reads hunks with and without counts, and content that looks like a header', () => {
    expect(hunks.map(({ rows }) => rows)).toEqual([
      [
        { base: 3, head: 3, position: 1 },
        { base: 4, head: 4, position: 2 },
        { base: 5, head: null, position: 3 },
        { base: 6, head: null, position: 4 },
        { base: null, head: 5, position: 5 },
        { base: null, head: 6, position: 6 },
        { base: 7, head: 7, position: 7 },
      ],
      [
        { base: 20, head: 20, position: 9 },
        { base: null, head: 21, position: 10 },
      ],
    ]);
    expect(hunks[1]?.texts.at(-1)).toBe('+@@ -1 +1 @@\n\\ No newline at end of file');
  });

  it('has no lines in an empty patch, and none on the empty side', () => {
    expect(readHunks('')).toEqual([]);
    const added = readHunks('@@ -0,0 +1 @@\n+x');
    expect(findLine(added, 'LEFT', 0)).toBeUndefined();
    expect(findLine(added, 'RIGHT', 1)).toEqual({ hunk: 0, row: 0 });
  });

  it('refuses what is no patch', () => {
    expect(() => readHunks('x')).toThrow('no hunk header');
  });
});

describe('where a comment may stand', () => {
  const place = (wanted: Omit<WantedPlace, 'path'> & { path?: string }) =>
    placeComment({ path: 'a.ts', ...wanted }, (path) => (path === 'a.ts' ? hunks : undefined));

  it.each([
    ['an added line', { line: 5 }, { line: 5, side: 'RIGHT', position: 5 }],
    ['a context line', { line: 3, side: 'RIGHT' }, { line: 3, position: 1 }],
    ['a removed line', { line: 6, side: 'LEFT' }, { line: 6, side: 'LEFT', position: 4 }],
    ['a context line of the base', { line: 7, side: 'LEFT' }, { line: 7, side: 'LEFT', position: 7 }],
    ['a range', { startLine: 3, line: 7 }, { startLine: 3, startSide: 'RIGHT', line: 7, position: 7 }],
    [
      'a range from a removed to an added line',
      { startLine: 5, startSide: 'LEFT', line: 5, side: 'RIGHT' },
      { startLine: 5, startSide: 'LEFT', line: 5, side: 'RIGHT' },
    ],
    ['a position on a removed line', { position: 3 }, { line: 5, side: 'LEFT', position: 3 }],
    ['a position of the second hunk', { position: 10 }, { line: 21, side: 'RIGHT', position: 10 }],
  ] as const)('accepts %s', (_name, wanted, expected) => {
    expect(place(wanted)).toMatchObject({ place: expected });
  });

  it.each([
    ['a line outside every hunk', { line: 10 }, 'line'],
    ['a line between hunks that is next to one', { line: 8 }, 'line'],
    ['line 0', { line: 0 }, 'line'],
    ['a removed line on the right', { line: 19, side: 'RIGHT' }, 'line'],
    ['an added line on the left', { line: 21, side: 'LEFT' }, 'line'],
    ['a start in another hunk', { startLine: 7, line: 20 }, 'start-in-other-hunk'],
    ['a start outside every hunk', { startLine: 10, line: 20 }, 'start-line'],
    ['a start on the line itself', { startLine: 5, line: 5 }, 'start-not-before-end'],
    ['a start behind the line', { startLine: 6, line: 5 }, 'start-not-before-end'],
    [
      'a start that the diff shows below',
      { startLine: 5, startSide: 'RIGHT', line: 5, side: 'LEFT' },
      'start-not-before-end',
    ],
    [
      'both sides of one context line',
      { startLine: 3, startSide: 'LEFT', line: 3, side: 'RIGHT' },
      'start-not-before-end',
    ],
    ['a start side alone', { startSide: 'RIGHT', line: 5 }, 'start-line'],
    ['a path that the diff lacks', { path: 'b.ts', line: 5 }, 'path'],
    ['/dev/null', { path: '/dev/null', line: 5 }, 'path'],
    ['no place at all', {}, 'position'],
    ['a position on a hunk header', { position: 8 }, 'position'],
    ['position 0', { position: 0 }, 'position'],
    ['a side with a position', { side: 'RIGHT', position: 3 }, 'side-without-line'],
  ] as const)('refuses %s', (_name, wanted, fault) => {
    expect(place(wanted)).toBe(fault);
  });

  it('shows the hunk down to the line', () => {
    expect(place({ line: 4 })).toMatchObject({ diffHunk: '@@ -3,5 +3,5 @@ function a\n three\n four' });
  });
});

describe('a line that later commits moved', () => {
  it.each([
    [2, 2],
    [4, 4],
    [5, null],
    [7, 7],
    [8, 8],
    [20, 20],
    [21, 22],
  ])('follows line %i to %s', (line, now) => {
    expect(followLine(hunks, line)).toBe(now);
  });
});
