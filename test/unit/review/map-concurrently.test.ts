import { expect, it } from 'vitest';
import { mapConcurrently } from '../../../src/review/map-concurrently.ts';

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

it('keeps the order of the items and the limit', async () => {
  let [running, most] = [0, 0];
  const results = await mapConcurrently([4, 1, 3, 2, 0], 2, async (ms) => {
    most = Math.max(most, ++running);
    await pause(ms);
    running--;
    return ms * 10;
  });
  expect(results).toEqual([40, 10, 30, 20, 0]);
  expect(most).toBe(2);
});

it('starts nothing more after a failure', async () => {
  const started: number[] = [];
  const failing = mapConcurrently([0, 1, 2, 3, 4, 5], 2, async (item) => {
    started.push(item);
    await pause(1);
    if (item === 1) throw new Error('one');
  });
  await expect(failing).rejects.toThrow('one');
  await pause(5);
  expect(started).toEqual([0, 1, 2]);
});

it('is done at once with nothing', async () => {
  expect(await mapConcurrently([], 4, async () => 1)).toEqual([]);
});
