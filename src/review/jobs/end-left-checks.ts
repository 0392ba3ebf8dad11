import { isGalleyError } from '../../errors.ts';
import type { PullRequest } from '../forge-ports.ts';
import type { ReviewJob, ReviewJobPorts } from './review-job-ports.ts';

/** Ends checks at older heads that a worker which is gone has left under way: nobody else would, and a check says so for ever. */
export async function endLeftChecks(pull: PullRequest, job: ReviewJob, ports: ReviewJobPorts): Promise<void> {
  const { store, forge, log, signal } = ports;
  for (const head of await store.leftHeads(job.errand.pull, pull.head.sha))
    try {
      await forge.endLeftCheck(head, 'Superseded by a newer push.', signal);
    } catch (error) {
      if (!isGalleyError(error) || error.code === 'lease-lost') throw error;
      log.warn('a check that was left under way could not be ended', { head, reason: error.message });
    }
}
