import { describe, expect, it } from 'vitest';
import type { ChunkLine } from '../../../src/change/chunk.ts';
import { locateQuote } from '../../../src/finding/locate-quote.ts';

/** ` ` context, `+` added, `-` removed, `~` context that the diff does not show; `|` starts the next hunk. */
function chunkLines(...marked: string[]): ChunkLine[] {
  let base = 10;
  let head = 10;
  let hunk = 0;
  return marked.flatMap((text): ChunkLine[] => {
    if (text === '|') return (hunk++, []);
    const mark = text[0];
    const side = mark === '+' ? 'head' : mark === '-' ? 'base' : 'both';
    return [
      {
        side,
        text: text.slice(1),
        baseLine: side === 'head' ? undefined : base++,
        headLine: side === 'base' ? undefined : head++,
        hunk: mark === '~' ? undefined : hunk,
      },
    ];
  });
}

const lines = chunkLines(
  '~function total(items: Item[]) {',
  '   let sum = 0;',
  '-  for (let i = 0; i < items.length; i++) {',
  '+  for (let i = 0; i <= items.length; i++) {',
  '     sum += items[i].price;',
  '   }',
  '|',
  '+  return sum;',
);

describe('locateQuote', () => {
  it.each([
    [
      'letter by letter',
      '  for (let i = 0; i <= items.length; i++) {',
      { side: 'head', startLine: 12, endLine: 12, hunk: 0 },
    ],
    [
      'with the spacing wrong',
      'for (let i = 0;  i <= items.length; i++) {',
      { side: 'head', startLine: 12, endLine: 12 },
    ],
    [
      'with the diff marker left on',
      '+  for (let i = 0; i <= items.length; i++) {',
      { side: 'head', startLine: 12 },
    ],
    ['as a unique part of a line', 'i <= items.length', { side: 'head', startLine: 12 }],
    ['on the removed side', 'for (let i = 0; i < items.length; i++) {', { side: 'base', startLine: 12 }],
    [
      'over several lines',
      'for (let i = 0; i <= items.length; i++) {\nsum += items[i].price;',
      { side: 'head', startLine: 12, endLine: 13 },
    ],
    ['in context', 'let sum = 0;', { side: 'head', startLine: 11 }],
  ])('finds a quote %s', (_, quote, place) => {
    expect(locateQuote(lines, quote)).toMatchObject({ found: 'in-change', ...place });
  });

  it.each([
    ['made up', 'const total = items.reduce(add);'],
    ['too short to tell', '}'],
    ['empty', '   '],
  ])('finds nowhere a quote that is %s', (_, quote) => {
    expect(locateQuote(lines, quote)).toEqual({ found: 'nowhere' });
  });

  it('finds nowhere a part that several lines hold', () => {
    expect(locateQuote(chunkLines(' foo(bar);', ' baz(bar);', '+x();'), 'bar')).toEqual({ found: 'nowhere' });
  });

  it('says when real code is no line of the diff', () => {
    expect(locateQuote(lines, 'function total(items: Item[]) {')).toEqual({ found: 'outside-the-change' });
  });

  it('never anchors across two hunks', () => {
    const across = chunkLines('+first();', '|', '+second();');
    expect(locateQuote(across, 'first();\nsecond();')).toEqual({ found: 'outside-the-change' });
  });

  it('prefers the added line among equal ones', () => {
    const twice = chunkLines(' close(file);', '-open(file);', '+close(file);');
    expect(locateQuote(twice, 'close(file);')).toMatchObject({ side: 'head', startLine: 11 });
  });
});
