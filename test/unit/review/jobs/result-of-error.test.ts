import { describe, expect, it } from 'vitest';
import { GalleyError, type ErrorCode } from '../../../../src/errors.ts';
import { resultOfError } from '../../../../src/review/jobs/result-of-error.ts';

const never = new AbortController().signal;
const minute = 60_000;
const day = 24 * 60 * minute;

function resultOf(code: ErrorCode, putOffMs = 0) {
  const job = { putOffMs, whySuperseded: () => undefined };
  return resultOfError(new GalleyError(code, { what: 'It failed' }), job, never);
}

describe('a forge that is away', () => {
  it.each<ErrorCode>(['forge-unreachable', 'forge-unauthorised'])(
    '%s is no failure of the job for a day, and is looked at less and less often',
    (code) => {
      const pauses: number[] = [];
      for (let waited = 0; ;) {
        const result = resultOf(code, waited);
        if (result.kind !== 'later') break;
        expect(result.problem.code).toBe(code);
        pauses.push(result.afterMs);
        waited += result.afterMs;
      }
      expect(pauses[0]).toBe(15_000);
      expect(pauses.at(-1)).toBe(10 * minute);
      expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
      expect(pauses.reduce((sum, ms) => sum + ms)).toBeGreaterThanOrEqual(day);
      // Soon enough for a short outage, seldom enough for a long one.
      expect(pauses.slice(0, 5).reduce((sum, ms) => sum + ms)).toBeLessThan(3 * minute);
      expect(pauses.length).toBeLessThan(160);
      expect(resultOf(code, day)).toMatchObject({ kind: 'failed' });
    },
  );

  it('is no excuse for what it says to one repository alone', () => {
    expect(resultOf('forge-forbidden')).toMatchObject({ kind: 'failed' });
    expect(resultOf('forge-refused')).toMatchObject({ kind: 'failed' });
    expect(resultOf('forge-not-found')).toMatchObject({ kind: 'ended', end: 'ignored' });
    expect(resultOf('forge-limited', 2 * day)).toMatchObject({ kind: 'later', afterMs: 5 * minute });
    expect(resultOf('internal')).toMatchObject({ kind: 'failed' });
  });
});
