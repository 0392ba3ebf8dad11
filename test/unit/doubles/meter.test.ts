import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentedLimits } from '../../doubles/github/guards/limit-options.ts';
import { meter } from '../../doubles/github/guards/meter.ts';

const comment = { resource: 'core', points: 5, isContent: true } as const;
const limits = { ...documentedLimits, contentPerMinute: 4, contentPerHour: 9 };
/** Milliseconds between requests. */
const pauses = fc.array(fc.integer({ min: 0, max: 40_000 }), { maxLength: 80 });

describe('a meter', () => {
  it('lets no more through in any minute and in any hour than it may', () => {
    fc.assert(
      fc.property(pauses, (waits) => {
        const gauge = meter(limits, true);
        const served: number[] = [];
        let now = 0;
        for (const wait of waits) {
          now += wait;
          if (gauge.begin(comment, now) !== undefined) continue;
          gauge.end(comment, now, false);
          served.push(now);
        }
        const within = (span: number): number =>
          Math.max(0, ...served.map((from) => served.filter((at) => at >= from && at < from + span).length));
        expect(within(60_000)).toBeLessThanOrEqual(4);
        expect(within(3_600_000)).toBeLessThanOrEqual(9);
      }),
    );
  });

  it('serves what waits as long as it was told, and nothing that comes a moment earlier', () => {
    fc.assert(
      fc.property(pauses, (waits) => {
        const gauge = meter(limits, true);
        let now = 0;
        for (const wait of waits) {
          now += wait;
          const refused = gauge.begin(comment, now);
          if (refused !== undefined) {
            expect(gauge.begin(comment, now + refused.waitMs - 1)).toBeDefined();
            now += refused.waitMs;
            expect(gauge.begin(comment, now)).toBeUndefined();
          }
          gauge.end(comment, now, false);
        }
      }),
    );
  });
});
