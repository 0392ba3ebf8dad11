import fc from 'fast-check';

/** Pieces that end comments, start tags, hide text or break lines in one language or another. */
const pieces = fc.constantFrom(
  '*/', '/*', '*', '/', '**/', '*@/', '"""', "'''", '""', '"', "''", "'", '\\', '\\N{x}', '\\u002a\\u002f', '\\u', '\\d',
  '\r\n', '\n', '\r', '\u2028', '\u2029', '\u0085', '\0', '\u202e', '\u200b', '\ufeff', '\ud800', '\u{e0041}', '\u3164',
  '@deprecated', '@internal ', '{@link x}', '{@', '@', '@@', 'a@b', 'Deprecated: no', 'Args:', ':type x: y', '```js\ncode\n```',
  '```', '~~~', '`', '``', '>>> 1', 'Example: f()', '[a](http://b)', '[a]', '<b>', '</summary>', '<!--', ']]>', '&amp;', '&',
  '# x', '- x', '1. x', '---', '===', '+build x', '//go:embed x', ' ', '  ', '\t', '. ', 'Returns: ', 'e.g. ', '🙂', '👩‍👩‍👧', 'é', '漢字',
  'x'.repeat(300), 'word ', 'The rate ', '…', '?', '!', ':', ',', '{', '}', '%', '$&', '|', '_', '.. code::',
); // prettier-ignore

export const hostileText = fc
  .array(fc.oneof({ weight: 4, arbitrary: pieces }, fc.string({ unit: 'binary', maxLength: 4 })), {
    maxLength: 25,
  })
  .map((parts) => parts.join(''));
