import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asciiFirst } from '../../../src/docstring/ascii-first.ts';

const patterns = [
  /\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{Lu}|\p{Lo}+|\p{N}+/gu,
  /[^\p{L}\p{M}\p{N}\p{P}\p{S}]|[\p{Default_Ignorable_Code_Point}\u2800\ufffc\ufffd]/gu,
  /(?<![\p{L}\p{N}_.-])\d+(?:\.\d+)?(?![\p{L}\p{N}_-])/gu,
  /[\p{P}]/gu,
  /[\p{S}]/gu,
  /\p{Lt}|[\]\p{Ll}]x/gu,
];
const ascii = fc.string({ unit: fc.integer({ min: 0, max: 127 }).map((code) => String.fromCharCode(code)) });

describe('asciiFirst', () => {
  it.each(patterns)('finds the same as %s, in all of ASCII and out of it', (pattern) => {
    const choose = asciiFirst(pattern);
    const find = (text: string): unknown[] =>
      [...text.matchAll(choose(text))].map((one) => [one.index, one[0]]);
    const expected = (text: string): unknown[] =>
      [...text.matchAll(pattern)].map((one) => [one.index, one[0]]);
    const all = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)).join('');
    expect(find(all)).toEqual(expected(all));
    fc.assert(
      fc.property(fc.oneof(ascii, fc.string({ unit: 'grapheme' })), (text) => {
        expect(find(text)).toEqual(expected(text));
      }),
      { numRuns: 200, seed: 31 },
    );
  });

  it('uses no class of Unicode for plain text', () => {
    const choose = asciiFirst(/\p{L}+/gu);
    expect(choose('abc').source).toBe('[A-Za-z]+');
    expect(choose('häb')).toEqual(/\p{L}+/gu);
  });

  it('refuses a class that it does not know', () => {
    expect(() => asciiFirst(/\p{Emoji}/gu)).toThrow(RangeError);
  });
});
