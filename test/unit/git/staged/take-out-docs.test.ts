import fc from 'fast-check';
import { expect, test } from 'vitest';
import { insertAll } from '../../../../src/docstring/insertion.ts';
import { toLastRun } from '../../../../src/git/staged/last-run.ts';
import { takeOutDocs } from '../../../../src/git/staged/take-out-docs.ts';

const doc = '/**\n * Adds.\n */\n';
const put = { symbol: 'add', text: doc, below: 'function add() {}' };
const code = 'const a = 1;\nfunction add() {}\n';
const documented = `const a = 1;\n${doc}function add() {}\n`;

test('exactly what was put in goes', () => {
  expect(takeOutDocs(documented, [put])).toEqual({ text: code, removed: ['add'], left: [] });
});

test('other lines may have changed, ends of lines too', () => {
  const now = `// mine\n${documented}// more`.replaceAll('\n', '\r\n');
  expect(takeOutDocs(now, [put]).text).toBe(`// mine\n${code}// more`.replaceAll('\n', '\r\n'));
});

test.each([
  ['its words were changed', documented.replace('Adds', 'Sums')],
  ['another line is below', documented.replace('add()', 'sum()')],
  ['it is gone', code],
  ['somebody wrote the same a second time', documented + documented],
])('it stays where %s', (_, now) => {
  expect(takeOutDocs(now, [put])).toEqual({ text: now, removed: [], left: ['add'] });
});

test('two that are alike both go', () => {
  expect(takeOutDocs(documented + documented, [put, put])).toMatchObject({
    text: code + code,
    removed: ['add', 'add'],
  });
});

test('it undoes every run', () => {
  const lines = fc.array(fc.constantFrom('f();', 'g();', '', '// x'), { minLength: 1, maxLength: 8 });
  const places = fc.uniqueArray(fc.nat(8), { maxLength: 4 });
  fc.assert(
    fc.property(lines, places, fc.constantFrom('\n', '\r\n'), (rows, wanted, eol) => {
      const textOf = (some: readonly string[]) => some.map((row) => row + eol).join('');
      const text = textOf(rows);
      const before = [...new Set(wanted.map((place) => place % rows.length))].sort((a, b) => a - b);
      const insertions = before.map((place) => ({
        at: textOf(rows.slice(0, place)).length,
        text: `/** doc ${place} */${eol}`,
        symbol: String(place),
      }));
      const run = toLastRun('/', [{ path: 'a.ts', text, insertions }]);
      const taken = takeOutDocs(insertAll(text, insertions), run.files[0]?.docs ?? []);
      expect(taken.text).toBe(text);
    }),
  );
});
