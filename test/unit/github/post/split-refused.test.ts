import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitRefused } from '../../../../src/github/post/split-refused.ts';

/** A receiver that takes groups without any of the bad ones, and counts what it is asked. */
function receiver(bad: ReadonlySet<number>): {
  readonly send: (items: readonly number[]) => Promise<boolean>;
  readonly taken: number[];
  readonly sends: () => number;
} {
  let sends = 0;
  const taken: number[] = [];
  return {
    taken,
    sends: () => sends,
    async send(items) {
      sends += 1;
      if (items.some((item) => bad.has(item))) return false;
      taken.push(...items);
      return true;
    },
  };
}

const items = (count: number): number[] => Array.from({ length: count }, (_, at) => at);

describe('splitRefused', () => {
  it('finds exactly the refused ones and has the others taken once', async () => {
    const given = fc
      .integer({ min: 0, max: 25 })
      .chain((count) => fc.record({ count: fc.constant(count), bad: fc.subarray(items(count)) }));
    await fc.assert(
      fc.asyncProperty(given, async ({ count, bad }) => {
        const { send, taken } = receiver(new Set(bad));
        expect(await splitRefused(items(count), send, 1000)).toEqual(bad);
        expect(taken).toEqual(items(count).filter((item) => !bad.includes(item)));
      }),
    );
  });

  it.each(items(25))('takes at most eleven sends for one refused of 25: number %i', async (at) => {
    const { send, sends } = receiver(new Set([at]));
    await splitRefused(items(25), send, 1000);
    expect(sends()).toBeLessThanOrEqual(11);
  });

  it('asks nothing of nobody, and once where all is taken', async () => {
    const { send, sends } = receiver(new Set());
    expect(await splitRefused([], send, 10)).toEqual([]);
    expect(sends()).toBe(0);
    expect(await splitRefused(items(25), send, 10)).toEqual([]);
    expect(sends()).toBe(1);
  });

  it('gives up after so many sends: what is not known is refused', async () => {
    const { send, taken, sends } = receiver(new Set(items(25).filter((item) => item % 2 === 0)));
    const refused = await splitRefused(items(25), send, 12);
    expect(sends()).toBe(12);
    expect([...refused, ...taken].sort((a, b) => a - b)).toEqual(items(25));
  });
});
