import { setTimeout as timer } from 'node:timers/promises';
import { stoppedBy } from './stopped-by.ts';

/** The clock that waits are counted by: another one in tests and measurements. */
export interface ClientTime {
  /** Unix milliseconds: GitHub names points in time. */
  now(): number;
  /** Milliseconds. Rejects with what {@link stoppedBy} says when the signal ends it. */
  sleep(ms: number, signal: AbortSignal | undefined): Promise<void>;
}

/** The clock of this machine. */
export const machineTime: ClientTime = {
  now: () => Date.now(),
  async sleep(ms, signal) {
    try {
      await timer(ms, undefined, signal === undefined ? {} : { signal });
    } catch {
      throw stoppedBy(signal);
    }
  },
};
