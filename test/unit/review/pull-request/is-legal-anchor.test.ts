import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseDiff } from '../../../../src/change/parse-diff.ts';
import type { Anchor } from '../../../../src/finding/finding.ts';
import { isLegalAnchor } from '../../../../src/review/pull-request/is-legal-anchor.ts';
import { legalLines } from '../../../doubles/diff-oracle/legal-anchors.ts';
import { diffOfRows, type Row } from '../../../ports/diff-of-rows.ts';

const rows = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.constant<Row>({ side: 'both', text: 'same();' }) },
    { weight: 1, arbitrary: fc.constant<Row>({ side: 'base', text: 'old();\r' }) },
    { weight: 1, arbitrary: fc.constant<Row>({ side: 'head', text: '++ new();' }) },
  ),
  { minLength: 20, maxLength: 60 },
);
const file = fc.record({ path: fc.constantFrom('src/a.ts', 'src/b c.ts', 'docs/é.md'), rows });

it('takes an anchor exactly where one hunk shows its lines on its side', () => {
  const place = fc.record({
    path: fc.constantFrom('src/a.ts', 'src/b c.ts', 'docs/é.md', 'src/none.ts'),
    side: fc.constantFrom('base' as const, 'head' as const),
    startLine: fc.integer({ min: -1, max: 40 }),
    more: fc.integer({ min: -2, max: 6 }),
  });
  const files = fc.uniqueArray(file, {
    selector: ({ path }) => path,
    minLength: 3,
    maxLength: 3,
  });
  let legal = 0;
  fc.assert(
    fc.property(files, fc.array(place, { minLength: 20, maxLength: 20 }), (all, places) => {
      const diff = Buffer.from(all.map((one) => diffOfRows(one.path, one.rows)).join(''));
      const change = { files: parseDiff(diff.toString('latin1')), context: 'hunk' as const };
      const oracle = legalLines(diff);
      for (const { more, ...start } of places) {
        const anchor = { ...start, endLine: start.startLine + more };
        const hunks = oracle.get(anchor.path)?.[anchor.side] ?? [];
        const { startLine, endLine } = anchor;
        const expected = startLine <= endLine && hunks.some((one) => one.has(startLine) && one.has(endLine));
        if (expected) legal++;
        expect(isLegalAnchor(anchor, change), `${JSON.stringify(anchor)}\n${diff.toString()}`).toBe(expected);
      }
    }),
    { numRuns: 250, seed: 21 },
  );
  expect(legal).toBeGreaterThan(400);
});

it('takes none on a whole file, and none in a submodule', () => {
  const diff =
    'diff --git a/lib b/lib\nindex 1111111..2222222 160000\n--- a/lib\n+++ b/lib\n@@ -1 +1 @@\n-Subproject commit 1\n+Subproject commit 2\n';
  const change = { files: parseDiff(diff), context: 'blobs' as const };
  const inside: Anchor = { path: 'lib', side: 'head', startLine: 1, endLine: 1 };
  expect(isLegalAnchor(inside, change)).toBe(false);
  expect(isLegalAnchor({ path: 'lib', side: 'file' }, change)).toBe(false);
});

it('takes none in a file whose name is no text: a forge cannot be told of it', () => {
  const diffOf = (name: string): string =>
    `diff --git "a/${name}" "b/${name}"\nindex 1111111..2222222 100644\n--- "a/${name}"\n+++ "b/${name}"\n@@ -1 +1 @@\n-a\n+b\n`;
  const change = {
    files: parseDiff(diffOf('\\374.ts') + diffOf('\\303\\274.md')),
    context: 'blobs' as const,
  };
  const at = (path: string): Anchor => ({ path, side: 'head', startLine: 1, endLine: 1 });
  expect(change.files.map(({ path }) => path)).toEqual(['ü.ts', 'ü.md']);
  expect(isLegalAnchor(at('ü.ts'), change)).toBe(false);
  expect(isLegalAnchor(at('ü.md'), change)).toBe(true);
});
