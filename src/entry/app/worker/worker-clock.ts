import { setTimeout as timer } from 'node:timers/promises';

/** The clock that leases and pauses are counted by: another one in tests. */
export interface WorkerClock {
  /** Milliseconds that only grow, whatever is done to the clock on the wall. */
  readonly now: () => number;
  /** Ends early, without an error, when the signal does. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

export const machineClock: WorkerClock = {
  now: () => performance.now(),
  async sleep(ms, signal) {
    await timer(ms, undefined, { signal }).catch(() => {});
  },
};
