import { expect, test } from 'vitest';
import { isAccident, pauseAfterLoss } from '../../../src/store/pause-after-loss.ts';

test('a restart or two cost a job nothing, more and more always more, up to a limit', () => {
  const losses = Array.from({ length: 10 }, (_, index) => index + 1);
  const [first, second, ...later] = losses.map((count) => pauseAfterLoss(count, 15_000) / 1000);
  expect([first, second]).toEqual([0, 0]);
  expect(later).toEqual([15, 30, 60, 120, 120, 120, 120, 120]);
  expect(losses.filter(isAccident)).toEqual([1, 2]);
});
