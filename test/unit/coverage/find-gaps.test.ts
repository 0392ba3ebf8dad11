import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Hunk, Line } from '../../../src/change/change.ts';
import { changeOfTexts } from '../../../src/change/change-of-texts.ts';
import { findGaps } from '../../../src/coverage/find-gaps.ts';
import type { Gap } from '../../../src/coverage/gap.ts';
import { containsPlace } from '../../../src/coverage/place.ts';
import type { BranchKind, FileHits, Place } from '../../../src/coverage/report.ts';
import { mirrorGaps } from '../../../src/review/gap-findings.ts';

const file = changeOfTexts('src/a.ts', undefined, 'x\n');

type Kind = 'both' | 'head' | 'hidden' | 'first';

/** A file of 12 lines, some of them new, shown in one or more hunks; `first` is a new line that begins another one. */
const changes = fc
  .array(fc.constantFrom<Kind>('both', 'head', 'head', 'hidden', 'first'), {
    minLength: 12,
    maxLength: 12,
  })
  .map((kinds) => ({ ...file, hunks: hunksOf(kinds) }));

function hunksOf(kinds: readonly Kind[]): Hunk[] {
  const hunks: { headStart: number; lines: Line[] }[] = [];
  kinds.forEach((kind, index) => {
    if (kind === 'hidden') return;
    if (index === 0 || kind === 'first' || kinds[index - 1] === 'hidden')
      hunks.push({ headStart: index + 1, lines: [] });
    const line: Line = {
      side: kind === 'both' ? 'both' : 'head',
      text: `line ${index + 1};`,
      baseLine: kind === 'both' ? index + 1 : undefined,
      headLine: index + 1,
      newline: true,
    };
    hunks.at(-1)?.lines.push(line);
  });
  return hunks.map(({ headStart, lines }) => {
    const baseCount = lines.filter(({ side }) => side === 'both').length;
    return { baseStart: 1, baseCount, headStart, headCount: lines.length, section: '', lines };
  });
}

const places = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.nat(9), fc.nat(4), fc.nat(9))
  .map(([startLine, startColumn, more, endColumn]): Place => {
    const endLine = startLine + more;
    return {
      startLine,
      startColumn,
      endLine,
      endColumn: more === 0 ? startColumn + 1 + endColumn : endColumn,
    };
  });

const hitCounts = fc.constantFrom(0, 0, 1, 5);
const kinds: readonly BranchKind[] = [
  'if',
  'cond-expr',
  'binary-expr',
  'switch',
  'default-arg',
  'block',
  'line',
];

/** Statements within each other or apart, as a parser would find them. */
const nestedHits = fc
  .record({
    statements: fc.array(fc.record({ place: places, hits: hitCounts }), { maxLength: 12 }),
    functions: fc.array(fc.tuple(places, hitCounts), { maxLength: 3 }),
    branches: fc.array(
      fc.record({
        kind: fc.constantFrom(...kinds),
        place: places,
        arms: fc.array(fc.record({ place: fc.option(places, { nil: undefined }), hits: hitCounts }), {
          minLength: 1,
          maxLength: 3,
        }),
      }),
      { maxLength: 4 },
    ),
  })
  .map(({ statements, functions, branches }): FileHits => ({
    path: 'src/a.ts',
    unit: 'statement',
    statements: statements.filter((one, index) =>
      statements.slice(0, index).every((other) => isNested(one.place, other.place)),
    ),
    functions: functions.map(([body, hits], index) => ({
      name: `f${index}`,
      declaration: { ...body, endLine: body.startLine, endColumn: undefined },
      body,
      hits,
    })),
    branches,
    certainty: 'high',
  }));

function isNested(a: Place, b: Place): boolean {
  const isApart = a.endLine < b.startLine || b.endLine < a.startLine;
  return isApart || containsPlace(a, b) || containsPlace(b, a);
}

const run = { seed: 11, numRuns: 300 };

function newLines(change: typeof file): Set<number> {
  return new Set(
    change.hunks.flatMap(({ lines }) =>
      lines.flatMap(({ side, headLine }) => (side === 'head' ? [headLine ?? 0] : [])),
    ),
  );
}

describe('gaps of any hits', () => {
  it('begin and end on new lines of one hunk, so that each has its finding (invariant 1)', () => {
    fc.assert(
      fc.property(changes, nestedHits, (change, hits) => {
        const { gaps, implied } = findGaps({ file: change, hits, facts: undefined });
        const added = newLines(change);
        for (const { startLine, endLine } of [...gaps, ...implied]) {
          expect(added.has(startLine) && added.has(endLine) && startLine <= endLine).toBe(true);
          const shown = change.hunks.filter(
            ({ headStart, headCount }) => headStart <= startLine && endLine < headStart + headCount,
          );
          expect(shown).toHaveLength(1);
        }
        expect(mirrorGaps(gaps, { files: [change], context: 'blobs' })).toHaveLength(gaps.length);
      }),
      run,
    );
  });

  it('are not told twice: statements do not overlap, arms are listed or implied', () => {
    fc.assert(
      fc.property(changes, nestedHits, (change, hits) => {
        const { gaps, implied, branches } = findGaps({ file: change, hits, facts: undefined });
        const runs = gaps.filter(({ kind }) => kind === 'statement');
        const keys = runs.map(({ place, startLine }) => JSON.stringify([place, startLine]));
        expect(new Set(keys).size).toBe(keys.length);
        const arms = [...gaps.filter(({ kind }) => kind === 'branch'), ...implied];
        expect(branches.covered + arms.length).toBe(branches.total);
      }),
      run,
    );
  });

  it('hold every statement that is counted as missed, and nothing else is', () => {
    fc.assert(
      fc.property(changes, nestedHits, (change, hits) => {
        const { gaps, statements } = findGaps({ file: change, hits, facts: undefined });
        const missed = statements.total - statements.covered;
        const tellers = gaps.filter(({ kind }) => kind === 'statement' || kind === 'function');
        if (missed > 0) expect(tellers.length).toBeGreaterThan(0);
        expect(gaps.filter(({ kind }) => kind === 'statement').length).toBeLessThanOrEqual(missed);
        for (const gap of gaps) {
          if (gap.kind !== 'statement') continue;
          expect(holdsMissed(gap, hits)).toBe(true);
          expect(reachedBelow(gap, hits)).toEqual([]);
        }
      }),
      run,
    );
  });

  it('are none where everything is reached, and none where nothing is new', () => {
    fc.assert(
      fc.property(changes, nestedHits, (change, hits) => {
        const all = reachEverything(hits);
        expect(findGaps({ file: change, hits: all, facts: undefined }).gaps).toEqual([]);
        const nothing = { covered: 0, total: 0 };
        expect(findGaps({ file: { ...file, hunks: [] }, hits, facts: undefined })).toEqual({
          gaps: [],
          implied: [],
          statements: nothing,
          functions: nothing,
          branches: nothing,
        });
      }),
      run,
    );
  });

  it('come out of any places, however broken', () => {
    const number = fc.oneof(fc.integer(), fc.constantFrom(0, -1, NaN, Infinity, 2 ** 40));
    const broken = fc.record({
      startLine: number,
      startColumn: fc.option(number, { nil: undefined }),
      endLine: number,
      endColumn: fc.option(number, { nil: undefined }),
    });
    const branch = fc.record({
      kind: fc.constantFrom(...kinds),
      place: broken,
      arms: fc.array(fc.record({ place: fc.option(broken, { nil: undefined }), hits: hitCounts }), {
        maxLength: 3,
      }),
    });
    fc.assert(
      fc.property(changes, fc.array(broken, { maxLength: 9 }), fc.array(branch), (change, all, branches) => {
        const hits: FileHits = {
          path: 'src/a.ts',
          unit: 'statement',
          statements: all.map((place) => ({ place, hits: 0 })),
          functions: all.map((place) => ({ name: '', declaration: place, body: place, hits: 0 })),
          branches,
          certainty: 'low',
        };
        const { gaps } = findGaps({ file: change, hits, facts: undefined });
        const added = newLines(change);
        expect(gaps.every(({ startLine }) => added.has(startLine))).toBe(true);
      }),
      run,
    );
  });
});

function holdsMissed(gap: Gap, { statements }: FileHits): boolean {
  return statements.some(({ place, hits }) => hits === 0 && containsPlace(gap.place, place));
}

/** Reached statements that begin below the first line of a Gap. */
function reachedBelow({ startLine, endLine }: Gap, { statements }: FileHits): Place[] {
  return statements
    .filter(({ place, hits }) => hits > 0 && startLine < place.startLine && place.startLine <= endLine)
    .map(({ place }) => place);
}

function reachEverything(hits: FileHits): FileHits {
  return {
    ...hits,
    statements: hits.statements.map((one) => ({ ...one, hits: 1 })),
    functions: hits.functions.map((one) => ({ ...one, hits: 1 })),
    branches: hits.branches.map((one) => ({ ...one, arms: one.arms.map((arm) => ({ ...arm, hits: 1 })) })),
  };
}
