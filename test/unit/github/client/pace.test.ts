import { describe, expect, it } from 'vitest';
import type { ClientTime } from '../../../../src/github/client/client-time.ts';
import { createPace } from '../../../../src/github/client/pace.ts';

/** A clock that stands still but for what is slept. */
function stillClock(at: number): { time: ClientTime; slept: number[]; set: (to: number) => void } {
  let now = at;
  const slept: number[] = [];
  const sleep = (ms: number): Promise<void> => {
    slept.push(ms);
    now += ms;
    return Promise.resolve();
  };
  return { time: { now: () => now, sleep }, slept, set: (to) => (now = to) };
}

describe('createPace', () => {
  it('starts the first job at once, and each other one a pause later', async () => {
    const { time, slept } = stillClock(5_000);
    const pace = createPace(1_000, time).key();
    for (const job of [1, 2, 3]) expect(await pace.schedule({}, () => Promise.resolve(job))).toBe(job);
    expect(slept).toEqual([1_000, 1_000]);
  });

  it('waits no longer when the clock was set back', async () => {
    const { time, slept, set } = stillClock(3_600_000);
    const pace = createPace(1_000, time).key();
    await pace.schedule({}, () => Promise.resolve());
    set(0);
    await pace.schedule({}, () => Promise.resolve());
    expect(slept).toEqual([1_000]);
  });
});
