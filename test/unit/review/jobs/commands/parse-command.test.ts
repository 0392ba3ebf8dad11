import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCommand } from '../../../../../src/review/jobs/commands/parse-command.ts';

describe('a command in a comment', () => {
  it.each([
    ['/galley review', { name: 'review' }],
    ['/galley tests please', { name: 'tests' }],
    ['  /Galley\tDOCS', { name: 'docs' }],
    ['Thanks!\r\n\r\n/galley pause.\r\n', { name: 'pause' }],
    ['/galley resume\n/galley review', { name: 'resume' }],
    ['/galley why', { name: 'why' }],
    ['/galley help', { name: 'help' }],
    ['/galley', { name: 'help' }],
    ['/galley  ', { name: 'help' }],
    ['/galley reviews', { name: 'help' }],
    ['/galley review-all', { name: 'help' }],
    ['/galley approve', { name: 'help' }],
    ['/galley explain', { name: 'explain', rule: '' }],
    ['/galley explain `galley/no-eval`', { name: 'explain', rule: 'galley/no-eval' }],
    ['/galley explain no-eval ', { name: 'explain', rule: 'no-eval' }],
    ['/galley dismiss', { name: 'dismiss' }],
    ['/galley dismiss the caller checks it', { name: 'dismiss' }],
    ['> It is wrong.\n\n/galley dismiss no', { name: 'dismiss' }],
    ['/galley dismiss `0123456789ABCDEF` said by mona', { name: 'dismiss', fingerprint: '0123456789abcdef' }],
    ['/galley dismiss 0123456789abcdef0 no', { name: 'dismiss' }],
    ['- a\n- b\n\n/galley review', { name: 'review' }],
    ['- ```\n  x\n  ```\n\n/galley review', { name: 'review' }],
    ['<!-- from a template -->\n/galley review', { name: 'review' }],
  ])('%j', (body, expected) => {
    expect(parseCommand(body)).toEqual(expected);
  });

  it.each([
    '',
    'galley review',
    '@galley review',
    'please /galley review',
    '/galleys review',
    '/galley/review',
    'https://example.com/galley review',
    '\u200b/galley review',
    '- /galley review',
    '> /galley review',
    '> It says\n/galley review',
    '- > It says\n  /galley review',
    '    /galley review',
    '```\n/galley review\n```',
    '- ```\n  /galley review\n  ```',
    '1. x\n   ~~~\n   /galley review\n   ~~~',
    '`a\n/galley review\nb`',
    '\\` `\n/galley review\n`',
    '<!-- a\n/galley review\n-->',
    'a <!--\n```\n-->\n/galley review\n```',
    '<pre>\n/galley review\n</pre>',
    '<blockquote>\n\n/galley review\n\n</blockquote>',
  ])('%j is none', (body) => {
    expect(parseCommand(body)).toBeUndefined();
  });

  it('keeps ids, and none of the words that people said', () => {
    const words = [
      'dismiss 0123456789abcdef my secret reason',
      'dismiss my secret reason',
      'explain `a/b` my secret',
    ];
    for (const said of words) expect(JSON.stringify(parseCommand(`/galley ${said}`))).not.toContain('secret');
    expect(parseCommand('/galley explain `a/b` please')).toEqual({ name: 'explain', rule: 'a/b' });
  });

  it('is short, however long what stands behind it', () => {
    const long = 'x'.repeat(5000);
    expect(parseCommand(`/galley dismiss ${long}`)).toEqual({ name: 'dismiss' });
    expect(parseCommand(`/galley explain ${long}`)).toEqual({ name: 'explain', rule: 'x'.repeat(200) });
  });

  it('is found at the start of any text, and the first counts', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (rest) => {
        expect(parseCommand(`/galley why\n${rest}`)).toEqual({ name: 'why' });
        expect(parseCommand(`/galley why\n/galley review\n${rest}`)).toEqual({ name: 'why' });
      }),
    );
  });
});
