import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeOfTexts } from '../../../src/change/change-of-texts.ts';

const text = fc
  .array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 8 })
  .map((lines) => lines.map((line) => `${line}\n`).join(''));

describe('changeOfTexts', () => {
  it('replaces what differs and keeps the rest as context', () => {
    const [hunk] = changeOfTexts('a.ts', 'one\ntwo\nfour\n', 'one\n2\n3\nfour\n').hunks;
    expect(
      hunk?.lines.map(({ side, text: own, baseLine, headLine }) => [side, own, baseLine, headLine]),
    ).toEqual([
      ['both', 'one', 1, 1],
      ['base', 'two', 2, undefined],
      ['head', '2', undefined, 2],
      ['head', '3', undefined, 3],
      ['both', 'four', 3, 4],
    ]);
  });

  it('adds every line of a new file, and changes nothing between equal texts', () => {
    expect(changeOfTexts('a.ts', undefined, 'x\ny').hunks[0]?.lines.map((line) => line.side)).toEqual([
      'head',
      'head',
    ]);
    expect(changeOfTexts('a.ts', 'x\n', 'x\n').hunks).toEqual([]);
  });

  it('holds both texts, numbered from 1', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const [hunk] = changeOfTexts('a.ts', before, after).hunks;
        if (hunk === undefined) {
          expect(before).toBe(after);
          return;
        }
        const side = (without: 'base' | 'head'): string =>
          hunk.lines.flatMap((line) => (line.side === without ? [] : [`${line.text}\n`])).join('');
        expect(side('head')).toBe(before);
        expect(side('base')).toBe(after);
        const numbers = hunk.lines.flatMap((line) => line.headLine ?? []);
        expect(numbers).toEqual(numbers.map((_, index) => index + 1));
      }),
    );
  });
});
