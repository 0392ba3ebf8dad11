import fc from 'fast-check';
import { expect, test } from 'vitest';
import { onlyAdds } from '../../../../src/git/staged/only-adds.ts';

const line = fc.constantFrom('a', 'b', '/**', ' */', '', '  a');
const end = fc.constantFrom('\n', '\r\n');
const text = fc.array(
  fc.tuple(line, end).map((parts) => parts.join('')),
  { maxLength: 8 },
);

test('holds for every text with lines put in', () => {
  fc.assert(
    fc.property(text, fc.array(fc.tuple(fc.nat(8), line, end), { maxLength: 4 }), (lines, put) => {
      const after = [...lines];
      for (const [at, inserted, eol] of put) after.splice(Math.min(at, after.length), 0, inserted + eol);
      const inserted = put.map(([, one]) => `${one}\n`);
      expect(onlyAdds(lines.join(''), after.join(''), inserted)).toBe(true);
    }),
  );
});

test('fails when any line is lost, changed, moved, or added beside those', () => {
  expect(onlyAdds('a\nb\n', 'd\na\n', ['d\n'])).toBe(false);
  expect(onlyAdds('a\nb\n', 'd\na\nB\n', ['d\n'])).toBe(false);
  expect(onlyAdds('a\nb\n', 'd\nb\na\n', ['d\n'])).toBe(false);
  expect(onlyAdds('a\nb\n', 'd\na\nb\nx\n', ['d\n'])).toBe(false);
  expect(onlyAdds('a\r\nb\n', 'd\na\nb\n', ['d\n'])).toBe(false);
  expect(onlyAdds('a\nb', 'a\nd\nb\n', ['d\n'])).toBe(false);
  expect(onlyAdds('a\nb\n', 'a\nb\n', ['d\n'])).toBe(false);
});

test('of lines in an unknown form only the old ones are looked for', () => {
  expect(onlyAdds('a\n', 'x\na\n', undefined)).toBe(true);
  expect(onlyAdds('a\n', 'x\n', undefined)).toBe(false);
});
