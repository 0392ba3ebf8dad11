import type { WorkerClock } from '../../../../../src/entry/app/worker/worker-clock.ts';

export interface ManualClock extends WorkerClock {
  /** Lets everything go on that waits for nothing but its turn. */
  settle(): Promise<void>;
  /** Lets time go by, and everything go on that waited for it. In milliseconds. */
  pass(ms: number): Promise<void>;
}

/** A clock that stands still until a test says otherwise. */
export function manualClock(): ManualClock {
  let time = 1_000_000;
  const sleepers = new Set<{ readonly until: number; readonly wake: () => void }>();
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    now: () => time,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        const wake = (): void => {
          sleepers.delete(sleeper);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        const sleeper = { until: time + ms, wake };
        sleepers.add(sleeper);
        if (signal.aborted || ms <= 0) wake();
        else signal.addEventListener('abort', wake, { once: true });
      }),
    settle,
    async pass(ms) {
      const end = time + ms;
      await settle();
      for (;;) {
        const next = [...sleepers].sort((a, b) => a.until - b.until)[0];
        if (next === undefined || next.until > end) break;
        time = Math.max(time, next.until);
        next.wake();
        await settle();
      }
      time = end;
    },
  };
}
