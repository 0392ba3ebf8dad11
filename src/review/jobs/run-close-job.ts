import type { CloseErrand } from './errand.ts';
import { endAllChecks } from './end-left-checks.ts';
import type { JobResult } from './job-result.ts';
import type { Job } from './job-store.ts';
import type { ReviewJobPorts } from './review-job-ports.ts';

export interface CloseJob extends Job {
  readonly errand: CloseErrand;
}

const givenUp =
  'Not reviewed: the process that reviews ended again and again while it looked at this commit, so that Galley has given up. The operator finds it among the dead jobs; /galley review tries again.';

/**
 * Ends what a review that was under way may have left: a worker that was killed, or stopped while it began its check, does
 * not do so itself. No review of the pull request is under way meanwhile. Throws GalleyError.
 */
export async function runCloseJob(
  { errand: { pull, isGivenUp } }: CloseJob,
  ports: Pick<ReviewJobPorts, 'forge' | 'log' | 'signal' | 'store'>,
): Promise<JobResult> {
  const stopped = isGivenUp ? givenUp : undefined;
  await endAllChecks(pull, await ports.forge.readPullRequest(ports.signal), ports, stopped);
  return { kind: 'ended', end: 'ignored', why: isGivenUp ? 'given up' : 'closed' };
}
