import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCommands } from '../../../src/github/conversation/find-commands.ts';

const words = (body: string) => findCommands(body).map((command) => command.words);

describe('a dismissal in a comment', () => {
  it.each([
    ['/galley dismiss', ['']],
    ['/galley dismiss   ', ['']],
    ['/galley dismiss checked by the caller', ['checked by the caller']],
    ['   /Galley\tDISMISS  x  ', ['x']],
    ['Thanks.\r\n/galley dismiss x\r\nBye', ['x']],
    ['/galley dismiss a\n/galley dismiss b', ['a', 'b']],
    ['```js\nx\n```\n/galley dismiss x', ['x']],
    ['`` `/galley dismiss` ``\n/galley dismiss x', ['x']],
    ['> quoted\n\n/galley dismiss x', ['x']],
  ])('%j is found', (body, expected) => {
    expect(words(body)).toEqual(expected);
  });

  it.each([
    '',
    'please /galley dismiss x',
    '/galley dismissed x',
    '/galleydismiss x',
    '/galley fix x',
    '> /galley dismiss x',
    ' >> /galley dismiss x',
    '>/galley dismiss x',
    '    /galley dismiss x',
    '\t/galley dismiss x',
    '```\n/galley dismiss x\n```',
    '~~~~\n```\n~~~\n/galley dismiss x\n~~~~',
    '````\n```\n/galley dismiss x',
    '```\nnever closed\n/galley dismiss x',
    '<!-- /galley dismiss x -->',
    '<!--\n/galley dismiss x\n-->',
    '<!-- never closed\n/galley dismiss x',
    '`/galley dismiss x`',
    '- /galley dismiss x',
    '\u200b/galley dismiss x',
    '／galley dismiss x',
  ])('%j is none', (body) => {
    expect(words(body)).toEqual([]);
  });

  it('is found in no quotation of any text', () => {
    const line = fc.constantFrom('/galley dismiss x', '```', '~~~', 'text', '', '    code');
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        expect(words(lines.map((text) => `> ${text}`).join('\n'))).toEqual([]);
      }),
    );
  });

  it('stops at fifty, and at no size of text takes long', () => {
    expect(words('/galley dismiss x\n'.repeat(1000))).toHaveLength(50);
    for (const part of ['<!--', '`', '~', ' ', '>', '/galley dismiss ', '```\n', '<!-- x -->'])
      expect(words(part.repeat(200_000)).length).toBeLessThanOrEqual(50);
  });
});
