import type { Log } from '../../../log.ts';
import type { Job, JobStore } from '../../../review/jobs/job-store.ts';
import type { JobResult } from '../../../review/jobs/job-result.ts';
import type { WorkerClock } from './worker-clock.ts';

export interface Settling {
  readonly log: Log;
  readonly clock: WorkerClock;
  /** Ends the tries: the lease is not renewed any more. */
  readonly signal: AbortSignal;
}

const mostTries = 20;
const pauseMs = 1_000;

/**
 * Tells the store what became of a job. A database that is away for a moment must not undo what stands on the forge; where
 * it stays away, the job is taken again after its lease, and finds its review there.
 */
export async function settleJob(
  store: JobStore,
  job: Job,
  result: JobResult,
  { log, clock, signal }: Settling,
): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      if (result.kind === 'ended') await store.finish(job, result.end, result.record);
      else if (result.kind === 'passed') await store.pass(job, result.errand);
      else if (result.kind === 'stopped') await store.release(job);
      else if (result.kind === 'later') await store.postpone(job, result.problem, result.afterMs);
      else if ((await store.fail(job, result.problem)) === 'dead')
        log.warn('a job was given up', { code: result.problem.code });
      return;
    } catch (error) {
      if (tries === mostTries || signal.aborted) throw error;
      await clock.sleep(pauseMs, signal);
    }
  }
}
