import type { Clock } from './ports.ts';

export interface Stopwatch {
  /** Seconds since the last lap. */
  lap(): number;
  /** Seconds since the start. */
  total(): number;
}

export function startStopwatch(clock: Clock): Stopwatch {
  const start = clock.now();
  let last = start;
  return {
    lap() {
      const now = clock.now();
      const seconds = (now - last) / 1000;
      last = now;
      return seconds;
    },
    total: () => (clock.now() - start) / 1000,
  };
}
