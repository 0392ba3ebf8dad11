import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changeOfTexts } from '../../../src/change/change-of-texts.ts';
import { parseDiff } from '../../../src/change/parse-diff.ts';
import { findLost } from '../../../src/coverage/find-lost.ts';
import type { FileHits } from '../../../src/coverage/report.ts';

/** One statement a line, by the hits of lines 1, 2, ...; undefined: nothing runs there. */
function hitsOf(...hits: (number | undefined)[]): FileHits {
  const statements = hits.flatMap((count, index) =>
    count === undefined
      ? []
      : [{ place: { startLine: index + 1, startColumn: 0, endLine: index + 1, endColumn: 9 }, hits: count }],
  );
  return { path: 'a.ts', unit: 'statement', statements, functions: [], branches: [], certainty: 'high' };
}

test('unchanged lines that were reached and are not (C27)', () => {
  const file = changeOfTexts('a.ts', 'a\nb\nc\nd\n', 'a\nx\ny\nb\nc\nd\n');
  const lost = findLost(file, hitsOf(1, 1, 0, 1), hitsOf(1, 0, 0, 0, 0, 0));
  // `c` was not reached before either, `x` and `y` are new.
  expect(lost).toEqual([
    { path: 'a.ts', startLine: 4, endLine: 4 },
    { path: 'a.ts', startLine: 6, endLine: 6 },
  ]);
});

test('a line of which a part was not reached before is not lost', () => {
  const file = changeOfTexts('a.ts', 'a\nb\n', 'a\nb\nc\n');
  const base = hitsOf(1, 1);
  const partly = { ...base, statements: [...base.statements, ...hitsOf(0).statements] };
  expect(findLost(file, partly, hitsOf(0, 0, 1))).toEqual([{ path: 'a.ts', startLine: 2, endLine: 2 }]);
});

test('lines that the diff does not show are found behind hunks that add and hunks that only remove', () => {
  const [file] = parseDiff(
    ['--- a/a.ts', '+++ b/a.ts', '@@ -2,1 +1,0 @@', '-gone', '@@ -10,0 +10,2 @@', '+x', '+y', ''].join('\n'),
  );
  if (file === undefined) throw new Error('no file');
  const base = hitsOf(...Array.from({ length: 12 }, () => 1));
  const head = hitsOf(
    ...Array.from({ length: 13 }, (_, index) => ([1, 2, 9, 10, 11, 12].includes(index + 1) ? 0 : 1)),
  );
  // 1 is 1, 2 is 3, 9 is 10, 12 is 11; 10 and 11 are new.
  expect(findLost(file, base, head)).toEqual([
    { path: 'a.ts', startLine: 1, endLine: 2 },
    { path: 'a.ts', startLine: 9, endLine: 9 },
    { path: 'a.ts', startLine: 12, endLine: 12 },
  ]);
});

test('lost lines are never new, and their text stands in both versions', () => {
  const texts = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 });
  fc.assert(
    fc.property(texts, texts, fc.infiniteStream(fc.nat(1)), (base, head, stream) => {
      const toss = (): number => stream.next().value as number;
      const file = changeOfTexts(
        'a.ts',
        base.map((one) => `${one}\n`).join(''),
        head.map((one) => `${one}\n`).join(''),
      );
      const lost = findLost(file, hitsOf(...base.map(toss)), hitsOf(...head.map(toss)));
      const added = new Set(
        file.hunks
          .flatMap(({ lines }) => lines.filter(({ side }) => side === 'head'))
          .map(({ headLine }) => headLine),
      );
      for (const { startLine, endLine } of lost)
        for (let line = startLine; line <= endLine; line++) {
          expect(added.has(line)).toBe(false);
          expect(base).toContain(head[line - 1]);
        }
    }),
    { seed: 7, numRuns: 200 },
  );
});
