import type { Log } from '../../../log.ts';
import type { JobStore } from '../../../review/jobs/job-store.ts';
import { factsOfErrand } from '../log/facts-of-errand.ts';
import type { ActiveJob } from './active-job.ts';
import type { WorkerClock } from './worker-clock.ts';

export interface LeaseKeeping {
  readonly store: JobStore;
  /** Of the worker. */
  readonly name: string;
  readonly leaseMs: number;
  readonly active: ReadonlySet<ActiveJob>;
  readonly wake: () => void;
  readonly log: Log;
  readonly clock: WorkerClock;
  readonly signal: AbortSignal;
}

/** Also how soon a job learns that nobody wants it any more: in less than two seconds. */
const renewMs = 1_000;
const reapMs = 5_000;

/**
 * Renews the leases of what is under way, stops what nobody wants any more or what somebody else may have by now, and
 * looks for jobs of workers that are gone. Ends with its signal.
 */
export async function keepLeases(options: LeaseKeeping): Promise<void> {
  const { store, active, wake, log, clock, signal } = options;
  let renewedAt = clock.now();
  let reapedAt = Number.NEGATIVE_INFINITY;
  while (!signal.aborted) {
    try {
      if (active.size > 0) await store.renew(options.name, options.leaseMs);
      // After a long sleep of the machine somebody else may have been given our jobs before they were renewed.
      if (clock.now() - renewedAt > options.leaseMs) await stopLost(options);
      renewedAt = clock.now();
      if (renewedAt - reapedAt >= reapMs) {
        reapedAt = renewedAt;
        if ((await store.reap()) > 0) wake();
      }
    } catch (error) {
      log.debug('leases were not renewed', { reason: String(error) });
      if (clock.now() - renewedAt > options.leaseMs) stopAll(options, 'its lease could not be renewed');
    }
    for (const { job, stop } of active) {
      const reason = job.whySuperseded();
      if (reason !== undefined) stop.abort(reason);
    }
    await clock.sleep(renewMs, signal);
  }
}

async function stopLost({ store, active, log }: LeaseKeeping): Promise<void> {
  for (const { job, stop } of active) {
    if (await store.isHeld(job)) continue;
    log.warn('a lease was lost', { job: job.id, ...factsOfErrand(job.errand) });
    stop.abort('its lease was lost');
  }
}

function stopAll({ active }: LeaseKeeping, reason: string): void {
  for (const { stop } of active) stop.abort(reason);
}
