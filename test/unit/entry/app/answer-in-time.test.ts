import { expect, it, vi } from 'vitest';
import { answerInTime } from '../../../../src/entry/app/health/answer-in-time.ts';
import { abortedBy } from '../../../../src/model/transport/http-failures.ts';

/** As the transport ends a call. */
const never = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(abortedBy(signal))));

it('a model that takes too long is told as that, and what to do', async () => {
  vi.useFakeTimers();
  try {
    const answer = expect(answerInTime(180_000, never)).rejects.toMatchObject({
      code: 'model-timeout',
      message: 'The model gave no answer within 180 s',
      todo: expect.stringContaining('galley doctor') as string,
    });
    await vi.advanceTimersByTimeAsync(180_000);
    await answer;
  } finally {
    vi.useRealTimers();
  }
});

it('an answer in time leaves no timer behind', async () => {
  vi.useFakeTimers();
  try {
    expect(await answerInTime(180_000, () => Promise.resolve('here'))).toBe('here');
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});
