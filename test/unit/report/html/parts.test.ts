import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeHtml, htmlCode, htmlName, htmlProse } from '../../../../src/report/html/escape-html.ts';
import { darkPalette, lightPalette, type Palette } from '../../../../src/report/html/page-palette.ts';
import { pairLines, splitParts } from '../../../../src/report/html/pair-lines.ts';
import { describeConfidence } from '../../../../src/report/describe-finding.ts';
import { cardIds } from '../../../../src/report/html/render-finding.ts';

it('no character of a text is markup, in elements or in attributes', () => {
  expect(escapeHtml(`<a b="c" d='e'>&amp;`)).toBe('&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;amp;');
});

it('code and names show what would act, prose stays on its line', () => {
  expect(htmlCode('\ta\u202eb\n')).toBe('\ta\\u{202e}b\\n');
  expect(htmlName('a\n\u200bb')).toBe('<bdi>a\\u{a}\\u{200b}b</bdi>');
  expect(htmlProse(' two\nlines ')).toBe('<bdi>two lines</bdi>');
});

describe('lines side by side', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', '', '{'), { maxLength: 8 });

  it('give back both sides, in order', () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const pairs = pairLines(before, after);
        expect(pairs.flatMap((pair) => pair.before ?? [])).toEqual(before);
        expect(pairs.flatMap((pair) => pair.after ?? [])).toEqual(after);
      }),
    );
  });

  it('stand level where they are the same', () => {
    expect(pairLines(['a', 'x', 'z'], ['a', 'y', 'y', 'z'])).toEqual([
      { before: 'a', after: 'a' },
      { before: 'x', after: 'y' },
      { before: undefined, after: 'y' },
      { before: 'z', after: 'z' },
    ]);
  });

  it('are split around what differs', () => {
    expect(splitParts('i <= n;', 'i < n;')).toEqual([
      ['i <', '=', ' n;'],
      ['i <', '', ' n;'],
    ]);
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const [old, now] = splitParts(before, after);
        expect([old.join(''), now.join('')]).toEqual([before, after]);
        expect([old[0], old[2]]).toEqual([now[0], now[2]]);
      }),
    );
  });
});

describe('confidence in words', () => {
  it.each([
    [0.85, 'right in at least 85 of 100, n = 40'],
    [0.29, 'right in at least 29 of 100, n = 40'],
    [0.8599, 'right in at least 85 of 100, n = 40'],
    [1, 'right in at least 100 of 100, n = 40'],
  ])('%s, never rounded up', (precision, words) => {
    expect(describeConfidence({ precision, n: 40 })).toBe(words);
  });

  it('says so where none was measured', () => {
    expect(describeConfidence(null)).toBe('confidence not measured');
  });
});

it('ids differ where fingerprints do not', () => {
  const ids = cardIds(['00ff', '00ff', 'a"><b'].map((fingerprint) => ({ fingerprint })));
  expect(ids).toEqual(['f-00ff', 'f-00ff-2', 'f-ab']);
});

/** https://www.w3.org/TR/WCAG22/#contrast-minimum: 4.5 to 1 for text of normal size. */
describe.each([
  ['light', lightPalette],
  ['dark', darkPalette],
])('the %s palette', (_name, palette) => {
  const grounds = ['page', 'card', 'mark', 'added', 'removed', 'addedWord', 'removedWord'] as const;
  const onCards = ['muted', 'link', 'error', 'warning', 'info', 'ok'] as const;
  const numbered = ['mark', 'added', 'removed'] as const;
  const pairs: (readonly [keyof Palette, keyof Palette])[] = [
    ...grounds.map((ground) => ['text', ground] as const),
    ...onCards.flatMap((colour) => [[colour, 'page'] as const, [colour, 'card'] as const]),
    ...numbered.map((ground) => ['muted', ground] as const),
  ];

  it.each(pairs)('%s can be read on %s', (colour, ground) => {
    expect(contrast(palette[colour], palette[ground])).toBeGreaterThanOrEqual(4.5);
  });
});

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
