import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FileChange } from '../../../src/change/change.ts';
import { parseDiff } from '../../../src/change/parse-diff.ts';
import { isGalleyError } from '../../../src/errors.ts';

interface Edit {
  readonly sign: ' ' | '-' | '+';
  readonly text: string;
}

const text = fc.oneof(
  fc.constantFrom(
    '',
    '--- a/x',
    '+++ b/x',
    '@@ -1 +1 @@',
    'diff --git a/x b/x',
    '\\ No newline at end of file',
    '\r',
  ),
  fc
    .string({ unit: 'binary', maxLength: 12 })
    .map((value) => value.replaceAll('\n', '').replaceAll('\x1b', '')),
);

const edit: fc.Arbitrary<Edit> = fc.record({ sign: fc.constantFrom(' ', '-', '+'), text });

const hunk = fc.record({
  gap: fc.integer({ min: 0, max: 50 }),
  edits: fc.array(edit, { minLength: 1, maxLength: 12 }),
});

const diff = fc.array(fc.array(hunk, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 });

type Hunks = readonly { readonly gap: number; readonly edits: readonly Edit[] }[];

/** Writes the hunks of one file as git does. */
function writeFile(hunks: Hunks, index: number): string {
  const name = `dir/file ${String(index)}.ts`;
  const lines = [
    `diff --git a/${name} b/${name}`,
    'index 1111111..2222222 100644',
    `--- a/${name}\t`,
    `+++ b/${name}\t`,
  ];
  let [base, head] = [1, 1];
  for (const { gap, edits } of hunks) {
    const baseCount = edits.filter(({ sign }) => sign !== '+').length;
    const headCount = edits.filter(({ sign }) => sign !== '-').length;
    [base, head] = [base + gap, head + gap];
    const range = (start: number, count: number): string =>
      `${String(count === 0 ? start - 1 : start)},${String(count)}`;
    lines.push(`@@ -${range(base, baseCount)} +${range(head, headCount)} @@`);
    lines.push(...edits.map(({ sign, text: content }) => sign + content));
    [base, head] = [base + baseCount, head + headCount];
  }
  return lines.map((line) => `${line}\n`).join('');
}

function toBytes(value: string): string {
  return Buffer.from(value, 'utf8').toString('latin1');
}

/** Everything that change.ts promises of a FileChange. */
function checkPromises(file: FileChange): void {
  let [base, head] = [1, 1];
  expect(file.path).not.toBe('');
  for (const one of file.hunks) {
    const baseLines = one.lines.flatMap((line) => line.baseLine ?? []);
    const headLines = one.lines.flatMap((line) => line.headLine ?? []);
    const first = (start: number, count: number): number => (count === 0 ? start + 1 : start);
    expect(first(one.baseStart, one.baseCount)).toBeGreaterThanOrEqual(base);
    expect(first(one.headStart, one.headCount)).toBeGreaterThanOrEqual(head);
    base = first(one.baseStart, one.baseCount) + one.baseCount;
    head = first(one.headStart, one.headCount) + one.headCount;
    expect(baseLines).toEqual(baseLines.map((_line, index) => one.baseStart + index));
    expect(headLines).toEqual(headLines.map((_line, index) => one.headStart + index));
    expect([baseLines.length, headLines.length]).toEqual([one.baseCount, one.headCount]);
    for (const line of one.lines) {
      const side = line.baseLine === undefined ? 'head' : line.headLine === undefined ? 'base' : 'both';
      expect(line.side).toBe(side);
      expect(line.text).not.toContain('\n');
    }
  }
}

describe('parseDiff', () => {
  it('gives back every line of any well-formed diff', () => {
    fc.assert(
      fc.property(diff, (hunksOfFiles) => {
        const files = parseDiff(toBytes(hunksOfFiles.map(writeFile).join('')));

        const signs = { both: ' ', base: '-', head: '+' };
        expect(
          files.map((file) => file.hunks.map((one) => one.lines.map((line) => signs[line.side] + line.text))),
        ).toEqual(
          hunksOfFiles.map((hunks) =>
            hunks.map(({ edits }) => edits.map(({ sign, text: content }) => sign + content)),
          ),
        );
        files.forEach(checkPromises);
      }),
      { seed: 7, numRuns: 100 },
    );
  });

  it('keeps its promises or throws GalleyError, whatever was done to a diff', () => {
    const damage = fc.record({
      at: fc.nat(),
      drop: fc.integer({ min: 0, max: 40 }),
      put: fc.oneof(
        fc.constantFrom(
          '',
          '\n',
          ' ',
          '"',
          '\\',
          '@@ -1 +1 @@\n',
          '+',
          '--- ',
          'Submodule ',
          'diff --git ',
          '\x1b[1m',
          '\r\n',
        ),
        fc.string({ unit: 'binary', maxLength: 6 }),
      ),
    });
    let parsed = 0;
    fc.assert(
      fc.property(diff, fc.array(damage, { minLength: 1, maxLength: 3 }), (hunksOfFiles, damages) => {
        let input = toBytes(hunksOfFiles.map(writeFile).join(''));
        for (const { at, drop, put } of damages) {
          const from = at % (input.length + 1);
          input = input.slice(0, from) + put + input.slice(from + drop);
        }
        try {
          parseDiff(input).forEach(checkPromises);
          parsed += 1;
        } catch (error) {
          if (!isGalleyError(error)) throw error;
          expect(['broken-diff', 'combined-diff']).toContain(error.code);
        }
      }),
      { seed: 7, numRuns: 400 },
    );
    expect(parsed).toBeGreaterThan(20);
  });

  it('answers arbitrary text with files or GalleyError', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (input) => {
        try {
          parseDiff(input).forEach(checkPromises);
        } catch (error) {
          if (!isGalleyError(error)) throw error;
        }
      }),
      { seed: 7, numRuns: 1000 },
    );
  });

  it('names a line of the input when the diff is cut', () => {
    fc.assert(
      fc.property(diff, fc.nat(), (hunksOfFiles, at) => {
        const input = toBytes(hunksOfFiles.map(writeFile).join(''));
        const lines = input.split('\n').slice(0, -1);
        const kept = 1 + (at % lines.length);
        try {
          const files = parseDiff(lines.slice(0, kept).join('\n'));
          // A cut between two hunks or files leaves a whole diff.
          files.forEach(checkPromises);
        } catch (error) {
          if (!isGalleyError(error)) throw error;
          const line = Number(/line (\d+) /.exec(error.message)?.[1]);
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(kept + 1);
        }
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});
