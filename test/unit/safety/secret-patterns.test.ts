import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { secretHint, secretPatterns } from '../../../src/safety/secret-patterns.ts';

/** Borders and looks ahead match no character: the generator neither knows nor needs them. */
function withoutBorders({ source, flags }: RegExp): RegExp {
  return new RegExp(source.replaceAll('\\b', '').replaceAll(/\(\?[!=][^)]*\)/g, ''), flags.replace('g', ''));
}

describe('secretPatterns', () => {
  it.each(secretPatterns.map((row) => [row.kind, row.pattern.source] as const))(
    'repeats nothing without an upper bound in %s',
    (_, source) => {
      const plain = source.replaceAll(/\\.|\[[^\]]*\]/g, 'x');
      expect(plain).not.toMatch(/[*+]|\{\d+,\}/);
    },
  );
});

describe('secretHint', () => {
  it.each(secretPatterns.map((row) => [row.kind, row] as const))('stands in every %s', (_, { pattern }) => {
    const plain = withoutBorders(pattern);
    const source = new RegExp(plain.source, plain.flags.replace('i', ''));
    fc.assert(
      fc.property(fc.stringMatching(source), (text) => {
        expect(secretHint.test(text)).toBe(true);
        if (plain.ignoreCase) expect(secretHint.test(text.toUpperCase())).toBe(true);
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  it('does not stand in ordinary code', () => {
    expect(secretHint.test('  const total = prices.reduce((sum, price) => sum + price, 0);')).toBe(false);
  });
});
