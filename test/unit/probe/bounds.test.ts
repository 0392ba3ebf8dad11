import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareBounds } from '../../../src/probe/bounds.ts';

describe('shareBounds', () => {
  it('agrees with a case worked by hand', () => {
    // 8 of 10: (0.9353 -+ 0.2482) / 1.2706.
    const { lower, upper } = shareBounds(8, 10);
    expect(lower).toBeCloseTo(0.541, 2);
    expect(upper).toBeCloseTo(0.931, 2);
  });

  it('claims nothing from nothing, and little from few', () => {
    expect(shareBounds(0, 0)).toEqual({ lower: 0, upper: 1 });
    expect(shareBounds(3, 3).lower).toBeLessThan(0.6);
    expect(shareBounds(0, 20).upper).toBeGreaterThan(0.1);
  });

  it('holds the share and narrows with more cases', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, part) => {
        const hits = Math.round(part * n);
        const { lower, upper } = shareBounds(hits, n);
        const ten = shareBounds(10 * hits, 10 * n);
        expect(lower).toBeLessThanOrEqual(hits / n + 1e-12);
        expect(upper).toBeGreaterThanOrEqual(hits / n - 1e-12);
        expect(ten.upper - ten.lower).toBeLessThanOrEqual(upper - lower + 1e-12);
      }),
    );
  });
});
