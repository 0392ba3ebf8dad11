import type { Log } from '../../../log.ts';
import type { Job } from '../../../review/jobs/job-store.ts';
import type { WorkerClock } from './worker-clock.ts';

export interface LaneOptions {
  /** Most jobs at the same time. */
  readonly places: number;
  readonly take: () => Promise<Job | undefined>;
  /** Resolves when the job has ended; never rejects. */
  readonly begin: (job: Job) => Promise<void>;
  /** For one that came when nothing more was to begin. */
  readonly giveBack: (job: Job) => Promise<void>;
  /** What it adds is called when it is worth while to look at once. */
  readonly wakers: Set<() => void>;
  readonly clock: WorkerClock;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** Other processes accept jobs too, and wake nobody here. In milliseconds. */
const pollMs = 500;
/** While the store cannot be asked. */
const troubledMs = 2_000;

/** Begins jobs as long as there are some and places are free. Ends with its signal, and with nothing else. */
export async function runLane({ places, begin, clock, log, signal, ...lane }: LaneOptions): Promise<void> {
  let busy = 0;
  let isTroubled = false;
  let poke = new AbortController();
  const wake = (): void => poke.abort();
  lane.wakers.add(wake);
  signal.addEventListener('abort', wake, { once: true });
  const pause = async (ms: number): Promise<void> => {
    await clock.sleep(ms, poke.signal);
    poke = new AbortController();
  };
  const take = async (): Promise<Job | undefined> => {
    try {
      const job = await lane.take();
      isTroubled = false;
      return job;
    } catch (error) {
      if (!isTroubled) log.warn('no job can be taken', { reason: String(error) });
      isTroubled = true;
      return undefined;
    }
  };
  while (!signal.aborted) {
    const job = busy < places ? await take() : undefined;
    if (job === undefined) {
      await pause(isTroubled ? troubledMs : pollMs);
      continue;
    }
    if (signal.aborted) {
      await lane.giveBack(job).catch(() => {});
      break;
    }
    busy += 1;
    void begin(job).then(() => {
      busy -= 1;
      wake();
    });
  }
  lane.wakers.delete(wake);
}
