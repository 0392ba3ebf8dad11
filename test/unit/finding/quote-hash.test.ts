import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashQuote, isQuoteIn } from '../../../src/finding/quote-hash.ts';

const line = fc.constantFrom('a(b);', 'return x;', '', '  ', '}', 'for (;;) {', '\tcall( 1 )');

describe('isQuoteIn', () => {
  it('finds a quote wherever it moves, however it is indented', () => {
    const parts = fc.tuple(fc.array(line), fc.array(line, { minLength: 1 }), fc.array(line));
    fc.assert(
      fc.property(parts, fc.constantFrom('', '  ', '\t\t'), ([above, quote, below], indent) => {
        const hashed = hashQuote(quote.join('\n'));
        const text = [...above, ...quote.map((one) => indent + one), ...below].join('\n');
        expect(isQuoteIn(text, hashed)).toBe(hashed.hash !== '');
      }),
      { numRuns: 500, seed: 3 },
    );
  });

  it.each([
    ['a line of it is another', 'a(b);\nreturn y;'],
    ['a line stands between', 'a(b);\nlog();\nreturn x;'],
    ['its lines are in another order', 'return x;\na(b);'],
    ['it is only part of a line', 'if (q) a(b);\nreturn x;'],
    ['the text is empty', ''],
  ])('does not find one when %s', (_, text) => {
    expect(isQuoteIn(text, hashQuote('a(b);\n  return x;'))).toBe(false);
  });

  it('has no hash for nothing', () => {
    expect(hashQuote(' \n')).toEqual({ hash: '', lines: 0 });
    expect(isQuoteIn('', { hash: '', lines: 0 })).toBe(false);
    expect(hashQuote('a\n\n b').lines).toBe(2);
  });
});
