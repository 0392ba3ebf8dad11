import { describe, expect, it } from 'vitest';
import { replaceLines } from '../../doubles/github/acts/apply-suggestion.ts';
import { readSuggestions } from '../../doubles/github/acts/read-suggestions.ts';

describe('suggestion blocks of a comment', () => {
  it.each([
    ['one line', '```suggestion\nx\n```', [['x']]],
    ['nothing: the lines go', '```suggestion\n```', [[]]],
    ['an empty line', '```suggestion\n\n```', [['']]],
    ['a longer fence around a shorter one', '````suggestion\n```\n````', [['```']]],
    ['tildes, which backticks do not close', '~~~suggestion\n```\n~~~', [['```']]],
    ['CRLF as a browser sends it', '```suggestion\r\nx\r\n```\r\n', [['x']]],
    ['two blocks with prose between', '```suggestion\na\n```\nor\n```suggestion\nb\n```', [['a'], ['b']]],
    ['a block that is not closed', '```suggestion\nx\ny', [['x', 'y']]],
    ['no other language', '```ts\nx\n```', []],
    ['none inside another block', '````md\n```suggestion\nx\n```\n````', []],
    ['none four spaces in', '    ```suggestion\n    x', []],
    ['none in a line', 'use ```suggestion x``` here', []],
  ])('reads %s', (_name, body, expected) => {
    expect(readSuggestions(body)).toEqual(expected);
  });
});

describe('replaced lines', () => {
  const edit = (first: number, last: number, ...lines: string[]) => ({ first, last, lines });

  it.each([
    ['a line', 'a\nb\nc\n', edit(2, 2, 'B'), 'a\nB\nc\n'],
    ['several by fewer', 'a\nb\nc\n', edit(1, 2, 'AB'), 'AB\nc\n'],
    ['a line by several', 'a\nb\n', edit(1, 1, 'a', 'a2'), 'a\na2\nb\n'],
    ['a line by none', 'a\nb\nc\n', edit(2, 2), 'a\nc\n'],
    ['CRLF by CRLF', 'a\r\nb\r\n', edit(2, 2, 'B', 'C'), 'a\r\nB\r\nC\r\n'],
    ['a last line without a newline', 'a\nb', edit(2, 2, 'B'), 'a\nB'],
    ['the last line by none', 'a\nb', edit(2, 2), 'a\n'],
  ])('are %s', (_name, text, wanted, expected) => {
    expect(replaceLines(text, wanted)).toBe(expected);
  });

  it('keep bytes that are not UTF-8, and write UTF-8', () => {
    const text = Buffer.from([0xff, 0x0a, 0x62, 0x0a]).toString('latin1');
    const out = Buffer.from(replaceLines(text, edit(2, 2, 'ä')), 'latin1');
    expect([...out]).toEqual([0xff, 0x0a, 0xc3, 0xa4, 0x0a]);
  });
});
