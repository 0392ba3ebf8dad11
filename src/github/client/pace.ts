import type { ClientTime } from './client-time.ts';

/** As much of a Bottleneck group as the throttling plug-in uses. */
export interface Pace {
  key(): { schedule<T>(options: unknown, job: () => Promise<T>): Promise<T> };
}

/**
 * Starts jobs one after the other, each at least `ms` milliseconds after the one before; the first at once.
 *
 * Stands in for the plug-in's own groups: those are shared by all clients of a process and know no clock but the
 * machine's, so that no test could count their waits.
 */
export function createPace(ms: number, time: ClientTime): Pace {
  let nextAt = 0;
  let last: Promise<unknown> = Promise.resolve();
  const turn = async (): Promise<void> => {
    // A clock that was set back must not stretch the pause.
    const wait = Math.min(nextAt - time.now(), ms);
    if (wait > 0) await time.sleep(wait, undefined);
    nextAt = time.now() + ms;
  };
  const schedule = <T>(_: unknown, job: () => Promise<T>): Promise<T> => {
    const mine = last.then(turn).then(job);
    last = mine.catch(() => {});
    return mine;
  };
  return { key: () => ({ schedule }) };
}
