import { describe, expect, it } from 'vitest';
import { countOccurrence } from '../../../src/finding/count-occurrence.ts';
import { fingerprintOf, type FingerprintParts } from '../../../src/finding/fingerprint.ts';

const parts: FingerprintParts = {
  path: 'src/cart.ts',
  symbol: 'Cart.total',
  category: 'correctness',
  quote: '  return sum;',
  occurrence: 0,
};

describe('fingerprintOf', () => {
  it('stays when indentation or spacing changes', () => {
    expect(fingerprintOf({ ...parts, quote: '\treturn  sum;\n' })).toBe(fingerprintOf(parts));
  });

  it.each([
    { path: 'src/a.ts' },
    { symbol: '' },
    { category: 'security' as const },
    { quote: 'return 0;' },
    { occurrence: 1 },
  ])('differs with %j', (other) => {
    expect(fingerprintOf({ ...parts, ...other })).not.toBe(fingerprintOf(parts));
  });

  it('is 16 hexadecimal digits', () => {
    expect(fingerprintOf(parts)).toMatch(/^[0-9a-f]{16}$/);
  });
});

describe('countOccurrence', () => {
  it('counts equal quotes that start before a line', () => {
    const lines = ['a();', 'b();', '  a();', 'a();'];
    expect(countOccurrence(lines, 3, 'a();')).toBe(2);
    expect(countOccurrence(lines, 0, 'a();')).toBe(0);
    expect(countOccurrence(lines, 3, 'a();\nb();')).toBe(1);
  });
});
