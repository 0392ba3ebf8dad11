import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scoreAnswer, scoreSamples } from '../../../src/probe/score-answer.ts';

const token = (text: string, probability: number): { token: string; logprob: number } => ({
  token: text,
  logprob: Math.log(probability),
});

describe('scoreAnswer', () => {
  it('is the log odds over every way to write yes and no', () => {
    const tokens = [
      token('Yes', 0.4),
      token(' yes', 0.1),
      token('No', 0.2),
      token(' NO', 0.05),
      token('The', 0.2),
    ];
    expect(scoreAnswer(tokens)).toBeCloseTo(Math.log(0.5 / 0.25), 10);
  });

  it('takes an unreported side for as likely as the least likely token', () => {
    expect(scoreAnswer([token('No', 0.9), token('Maybe', 0.01)])).toBeCloseTo(Math.log(0.01 / 0.9), 10);
    expect(scoreAnswer([token('Yes', 0.9), token('Maybe', 0.01)])).toBeCloseTo(Math.log(0.9 / 0.01), 10);
  });

  it('says nothing when the model does not answer', () => {
    expect(scoreAnswer([token('The', 0.9), token('Yesterday', 0.05), token('!', 0.01)])).toBeUndefined();
    expect(scoreAnswer([])).toBeUndefined();
  });

  it('changes sign when the answers change places, and never is infinite', () => {
    const part = fc.double({ min: 0.001, max: 0.4, noNaN: true });
    fc.assert(
      fc.property(part, part, part, (a, b, c) => {
        const score = scoreAnswer([token('Yes', a), token('No', b), token('x', c)]) ?? NaN;
        const mirrored = scoreAnswer([token('Yes', b), token('No', a), token('x', c)]) ?? NaN;
        expect(score).toBeCloseTo(-mirrored, 9);
        expect(Number.isFinite(score)).toBe(true);
      }),
    );
  });
});

describe('scoreSamples', () => {
  it('stays finite for unanimous samples and grows with them', () => {
    expect(scoreSamples(0, 4)).toBeCloseTo(-scoreSamples(4, 4), 12);
    expect(scoreSamples(8, 8)).toBeGreaterThan(scoreSamples(4, 4));
    expect(scoreSamples(2, 4)).toBe(0);
  });
});
