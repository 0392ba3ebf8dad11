import { expect, it } from 'vitest';
import { readDuration } from '../../../src/config/read-duration.ts';

it.each([
  ['8s', 8_000],
  ['2m', 120_000],
  ['1h', 3_600_000],
])('%s is %i ms', (text, ms) => {
  expect(readDuration(text)).toBe(ms);
});
