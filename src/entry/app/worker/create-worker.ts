import type { Log } from '../../../log.ts';
import { laneOfErrand } from '../../../review/jobs/lane-of-errand.ts';
import type { Job, JobStore, Lane } from '../../../review/jobs/job-store.ts';
import type { JobResult } from '../../../review/jobs/job-result.ts';
import { resultOfError } from '../../../review/jobs/result-of-error.ts';
import { factsOfErrand } from '../log/facts-of-errand.ts';
import { withFacts } from '../log/with-facts.ts';
import type { ActiveJob } from './active-job.ts';
import { keepLeases } from './keep-leases.ts';
import { runLane } from './run-lane.ts';
import { settleJob } from './settle-job.ts';
import { machineClock, type WorkerClock } from './worker-clock.ts';

export interface WorkerOptions {
  readonly store: JobStore;
  /** Told from every other worker of the store: leases are renewed by it. */
  readonly name: string;
  /** Jobs at the same time. No lane waits for another one. */
  readonly places: Readonly<Record<Lane, number>>;
  /** Does one job. What it throws counts as a failure of the job. */
  readonly run: (job: Job, signal: AbortSignal) => Promise<JobResult>;
  /** Ids of the deliveries that a job answers: for the log. */
  readonly deliveriesOf?: ((job: string) => Promise<readonly string[]>) | undefined;
  /** Told of each job that was settled, by tests. `ms`: since the job was taken. */
  readonly onEnd?: ((job: Job, result: JobResult, ms: number) => void) | undefined;
  readonly log: Log;
  readonly clock?: WorkerClock;
}

/** Takes jobs out of a store and does them. */
export interface Worker {
  start(): void;
  /** Looks for jobs at once, in one lane or all: something was accepted in this process. */
  wake(lane?: Lane): void;
  /** Jobs under way. */
  active(): number;
  /** Takes no more, lets end what ends in time, and gives back the rest: within `graceMs`, 8 s where nothing is said. */
  stop(graceMs?: number): Promise<void>;
}

const leaseMs = 30_000;
/** Of the time that stopping may take: for jobs that are told to end, to do so. */
const windDownMs = 3_000;

export function createWorker(options: WorkerOptions): Worker {
  const { store, name, places, log, onEnd, clock = machineClock } = options;
  const active = new Set<ActiveJob>();
  const intake = new AbortController();
  const leases = new AbortController();
  const lanes = Object.keys(places) as Lane[];
  const wakers = new Map(lanes.map((which) => [which, new Set<() => void>()]));
  const wake = (which?: Lane): void => {
    for (const [of, those] of wakers)
      if (which === undefined || of === which) those.forEach((waker) => waker());
  };
  const carryOut = async (job: Job, stop: AbortController): Promise<void> => {
    const began = clock.now();
    log.info('a job begins', { attempt: job.attempt, head: headOf(job) });
    const result = await options
      .run(job, stop.signal)
      .catch((error: unknown) => resultOfError(error, job, stop.signal));
    const ms = clock.now() - began;
    await settleJob(store, job, result, { log, clock, signal: leases.signal });
    const deliveries = await nameDeliveries(job, options.deliveriesOf);
    log.info('a job ended', { ...factsOf(result), ms: Math.round(ms), deliveries });
    onEnd?.(job, result, ms);
  };
  const begin = (job: Job): Promise<void> => {
    const stop = new AbortController();
    const work = (): Promise<void> =>
      carryOut(job, stop).catch((error: unknown) =>
        log.warn('a job could not be ended', { reason: String(error) }),
      );
    const done = withFacts({ job: job.id, ...factsOfErrand(job.errand) }, work).finally(() => {
      active.delete(entry);
      wake();
    });
    const entry: ActiveJob = { job, stop, done };
    active.add(entry);
    return done;
  };
  const lane = ([which, own]: [Lane, Set<() => void>]): Promise<void> =>
    runLane({
      ...{ places: places[which], begin, clock, log, signal: intake.signal, wakers: own },
      take: () => store.take(which, name, leaseMs),
      giveBack: (job) => store.release(job),
    });
  let running: Promise<unknown> = Promise.resolve();
  return {
    start() {
      const kept = keepLeases({ store, name, leaseMs, active, wake, log, clock, signal: leases.signal });
      running = Promise.all([...[...wakers].map(lane), kept]);
    },
    wake,
    active: () => active.size,
    async stop(graceMs = 8_000) {
      intake.abort();
      const all = (): Promise<unknown> => Promise.all([...active].map(({ done }) => done));
      await within(graceMs - Math.min(windDownMs, graceMs / 2), all(), clock);
      for (const { stop } of active) stop.abort('the worker ends');
      await within(Math.min(windDownMs, graceMs / 2), all(), clock);
      for (const { job } of active) await store.release(job).catch(() => {});
      leases.abort();
      await running;
    },
  };
}

function headOf({ errand }: Job): string | undefined {
  return errand.kind === 'review' ? errand.head : undefined;
}

/** More of them one line need not hold. */
const mostNamed = 20;

/** Undefined: they are not known, or the store is away just now. */
async function nameDeliveries(
  { id }: Job,
  deliveriesOf: WorkerOptions['deliveriesOf'],
): Promise<string | undefined> {
  const ids = await deliveriesOf?.(id).catch(() => undefined);
  if (ids === undefined) return undefined;
  const more = ids.length > mostNamed ? [`and ${ids.length - mostNamed} more`] : [];
  return [...ids.slice(0, mostNamed), ...more].join(' ');
}

function factsOf(result: JobResult): Record<string, string> {
  if (result.kind === 'ended') return { end: result.end, why: result.why };
  if (result.kind === 'passed') return { end: 'passed on', to: laneOfErrand(result.errand) };
  if (result.kind === 'stopped') return { end: 'given back', why: result.why };
  const { code, what } = result.problem;
  return { end: result.kind === 'later' ? 'put off' : 'failed', code, why: what };
}

/** Waits for work, but not longer. */
async function within(ms: number, work: Promise<unknown>, clock: WorkerClock): Promise<void> {
  const enough = new AbortController();
  await Promise.race([work, clock.sleep(ms, enough.signal)]);
  enough.abort();
}
