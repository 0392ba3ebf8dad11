import { isGalleyError } from '../../errors.ts';
import type { Posting } from '../forge-ports.ts';
import type { ReviewJob, ReviewJobPorts } from './review-job-ports.ts';

/**
 * After something was written without a lease: takes it away, and has the newest head reviewed once more, because a late
 * summary may stand where a newer one stood. That review asks the model nothing that it has answered.
 */
export async function repairLate(posting: Posting, job: ReviewJob, ports: ReviewJobPorts): Promise<void> {
  const { store, log } = ports;
  const { installation, pull } = job.errand;
  try {
    const removed = await ports.removeLate(posting);
    log.warn('a review came late', { job: job.id, removed });
    const errand = { kind: 'review', installation, pull, head: undefined, isForced: true } as const;
    await store.accept({ id: `late:${job.id}:${String(job.fence)}`, event: 'galley.late', errand });
  } catch (error) {
    if (!isGalleyError(error)) throw error;
    log.warn('a late review was not cleaned up', { job: job.id, reason: error.message });
  }
}
