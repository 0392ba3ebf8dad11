import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { countRefusals } from '../../../../../src/entry/app/intake/count-refusals.ts';
import { silentLog, type Facts } from '../../../../../src/log.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function counted() {
  const lines: (Facts | undefined)[] = [];
  const refuse = countRefusals({ ...silentLog, warn: (_, facts) => void lines.push(facts) });
  return { refuse, lines };
}

it('tells the first refusal at once, and a flood of them once a minute, by reasons, with the remedy', () => {
  const { refuse, lines } = counted();
  refuse(401, 'The signature is wrong.');
  expect(lines).toMatchObject([{ count: 1, why: '1 x 401 The signature is wrong.' }]);
  expect(lines[0]?.['fix']).toContain('WEBHOOK_SECRET');
  for (let index = 0; index < 500; index += 1) refuse(401, 'The signature is wrong.');
  refuse(413, 'The payload is too large.');
  vi.advanceTimersByTime(59_999);
  expect(lines).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(lines).toHaveLength(2);
  const why = '500 x 401 The signature is wrong.; 1 x 413 The payload is too large.';
  expect(lines[1]).toMatchObject({ count: 501, why });
});

it('is silent when nothing is refused any more, and tells the next one at once', () => {
  const { refuse, lines } = counted();
  refuse(413, 'The payload is too large.');
  expect(lines[0]).toMatchObject({ fix: undefined });
  vi.advanceTimersByTime(600_000);
  expect([lines.length, vi.getTimerCount()]).toEqual([1, 0]);
  refuse(415, 'Choose another type.');
  expect(lines).toHaveLength(2);
  expect(lines[1]?.['fix']).toContain('application/json');
});
