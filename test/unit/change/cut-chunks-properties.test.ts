import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Outline, Scope } from '../../../src/change/chunk.ts';
import { cutChunks } from '../../../src/change/cut-chunks.ts';
import { indentOutline } from '../../../src/change/indent-outline.ts';
import { changeOf, type Edit } from './chunk-build-change.ts';

const text = fc.constantFrom(
  'class Cart {',
  '  add(item) {',
  '    return item;',
  '  }',
  '}',
  '',
  '// why',
  '  @Logged()',
  'function f() {',
  '\tcall(one, two, three);\r',
  'x'.repeat(400),
  '数'.repeat(30),
);
const edit: fc.Arbitrary<Edit> = fc.record({
  side: fc.oneof(
    { weight: 5, arbitrary: fc.constant('both' as const) },
    { weight: 2, arbitrary: fc.constant('head' as const) },
    { weight: 1, arbitrary: fc.constant('base' as const) },
  ),
  text,
});
const edits = fc.array(fc.array(edit, { maxLength: 6 }), { maxLength: 14 }).chain((parts) =>
  fc.array(fc.nat(15), { minLength: parts.length, maxLength: parts.length }).map((gaps) =>
    parts.flatMap((part, index) => [
      ...part,
      ...Array.from({ length: gaps[index] ?? 0 }, (_, line) => ({
        side: 'both' as const,
        text: `  keep${String(line)};`,
      })),
    ]),
  ),
);

const scope: fc.Arbitrary<Scope> = fc
  .tuple(fc.integer({ min: 1, max: 120 }), fc.nat(60), fc.nat(4), fc.constantFrom('function', 'class'))
  .map(([startLine, size, header, kind]) => ({
    name: `s${String(startLine)}`,
    kind: kind,
    startLine,
    endLine: startLine + size,
    headerEndLine: startLine + Math.min(size, header),
  }));

/** Any scopes, also such as cross each other or lie behind the end of the file. */
const wildOutline: fc.Arbitrary<Outline> = fc.record({
  language: fc.constant('typescript'),
  scopes: fc.array(scope, { maxLength: 12 }),
  statementStarts: fc
    .uniqueArray(fc.integer({ min: 1, max: 150 }))
    .map((lines) => lines.sort((a, b) => a - b)),
});

const input = fc.record({
  edits,
  context: fc.constantFrom(0, 1, 3, 25),
  outline: fc.oneof(wildOutline, fc.constant('indent' as const), fc.constant(undefined)),
  hasHead: fc.boolean(),
  section: fc.constantFrom('', 'class Cart {', 'export function total(cart) {', '???'),
  budget: fc.integer({ min: 20, max: 600 }),
});

it('keeps every changed line, in order, within the budget, with its hunk', () => {
  fc.assert(
    fc.property(input, ({ edits, context, outline, hasHead, section, budget }) => {
      const built = changeOf(edits, context);
      const file = { ...built.file, hunks: built.file.hunks.map((hunk) => ({ ...hunk, section })) };
      const { headText } = built;
      const headOutline = outline === 'indent' ? indentOutline('a.kt', headText) : outline;
      const chunks = cutChunks({
        file,
        fileIndex: 4,
        language: 'typescript',
        budget,
        ...(hasHead ? { headText } : {}),
        ...(headOutline === undefined ? {} : { headOutline }),
      });

      const shown = chunks.flatMap((chunk) => chunk.lines).filter((line) => line.side !== 'both');
      const key = (line: {
        side: string;
        baseLine: number | undefined;
        headLine: number | undefined;
      }): string => `${line.side}:${String(line.baseLine)}:${String(line.headLine)}`;
      const wanted = file.hunks.flatMap((hunk) => hunk.lines).filter((line) => line.side !== 'both');
      expect(shown.map(key).sort()).toEqual(wanted.map(key).sort());

      const head = headText.split('\n');
      for (const chunk of chunks) {
        expect(chunk.fileIndex).toBe(4);
        expect(chunk.lines.some((line) => line.side !== 'both')).toBe(true);
        if (chunk.lines.length > 1) expect(chunk.tokens).toBeLessThanOrEqual(budget);
        let [base, at] = [0, 0];
        for (const line of chunk.lines) {
          if (line.baseLine !== undefined) expect(line.baseLine).toBeGreaterThan(base);
          if (line.headLine !== undefined) expect(line.headLine).toBeGreaterThan(at);
          base = line.baseLine ?? base;
          at = line.headLine ?? at;
          if (line.headLine !== undefined) expect(line.text).toBe(head[line.headLine - 1]);
          if (line.hunk === undefined) {
            expect(line.side).toBe('both');
            const kept = file.hunks
              .flatMap((hunk) => hunk.lines)
              .some((one) => one.headLine === line.headLine);
            expect(kept).toBe(false);
          } else {
            const { hunk, ...rest } = line;
            expect(file.hunks[hunk]?.lines).toContainEqual({ ...rest, newline: true });
          }
        }
      }
    }),
    { numRuns: 600, seed: 7 },
  );
});
