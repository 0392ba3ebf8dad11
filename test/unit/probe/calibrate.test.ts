import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { confidenceOf, poolEvidence } from '../../../src/probe/confidence-of.ts';
import { separation } from '../../../src/probe/separation.ts';
import { setThreshold } from '../../../src/probe/set-threshold.ts';

const wording = 'w1';
const scores = fc.array(fc.double({ min: -12, max: 12, noNaN: true }), { minLength: 8, maxLength: 120 });

describe('setThreshold', () => {
  it('speaks above every sound score while there are few of them', () => {
    const sound = [-3, -2, -1, 0, 0.5, 1, 1.2, 1.5];
    const threshold = setThreshold({ wording, sound, good: [2], bad: [4, 5, 1] });
    expect(threshold).toMatchObject({
      speaks: true,
      hits: { count: 2, of: 3 },
      falseAlarms: { count: 0, of: 9 },
    });
    expect(threshold.speaks && threshold.atLeast).toBeGreaterThan(2);
  });

  it('lets one place in fifty pass once there are fifty', () => {
    const sound = [9, ...Array.from({ length: 49 }, (_, index) => -index / 10)];
    expect(setThreshold({ wording, sound, good: [], bad: [3, 4] })).toMatchObject({
      speaks: true,
      falseAlarms: { count: 1, of: 50 },
    });
  });

  it('is silent where the model cannot tell, and where nothing was measured', () => {
    const sound = [-1, 0, 1, 2, 3, 4, 5, 6];
    expect(setThreshold({ wording, sound, good: [], bad: [1, 2, 5, 7] })).toMatchObject({
      speaks: false,
      reason: 'does not separate: finds 1 of its 4 bad examples',
    });
    expect(setThreshold({ wording, sound: [1], good: [2], bad: [9] }).speaks).toBe(false);
    expect(setThreshold({ wording, sound, good: [], bad: [] }).speaks).toBe(false);
  });

  it('never accepts more false alarms than one in fifty', () => {
    fc.assert(
      fc.property(
        scores,
        scores,
        fc.array(fc.double({ min: -12, max: 30, noNaN: true }), { minLength: 1 }),
        (a, b, bad) => {
          const threshold = setThreshold({ wording, sound: a, good: b, bad });
          if (!threshold.speaks) return;
          const alarms = [...a, ...b].filter((score) => score >= threshold.atLeast).length;
          expect(threshold.falseAlarms.count).toBe(alarms);
          expect(alarms).toBeLessThanOrEqual(0.02 * (a.length + b.length));
          expect(3 * threshold.hits.count).toBeGreaterThanOrEqual(bad.length);
        },
      ),
    );
  });
});

describe('separation', () => {
  it('is 1 for perfect order, 0 for the reverse, 0.5 for ties and for nothing', () => {
    expect(separation([3, 4], [1, 2])).toBe(1);
    expect(separation([1], [2, 3])).toBe(0);
    expect(separation([1], [1])).toBe(0.5);
    expect(separation([], [1])).toBe(0.5);
  });
});

describe('confidenceOf', () => {
  it('grows with evidence and falls with the share of sound places', () => {
    const few = { hits: { count: 4, of: 5 }, falseAlarms: { count: 0, of: 20 } };
    const many = { hits: { count: 40, of: 50 }, falseAlarms: { count: 0, of: 200 } };
    expect(confidenceOf(many, 1).precision).toBeGreaterThan(confidenceOf(few, 1).precision);
    expect(confidenceOf(few, 10).precision).toBeLessThan(confidenceOf(few, 1).precision);
    expect(confidenceOf(few, 1).n).toBe(25);
  });

  it('is worth nothing without evidence', () => {
    expect(confidenceOf(poolEvidence([]), 3)).toEqual({ precision: 0, n: 0 });
  });

  it('pools by adding', () => {
    const one = { hits: { count: 1, of: 2 }, falseAlarms: { count: 1, of: 30 } };
    expect(poolEvidence([one, one])).toEqual({
      hits: { count: 2, of: 4 },
      falseAlarms: { count: 2, of: 60 },
    });
  });
});
