import type { GalleyError } from '../../errors.ts';
import type { PullRequest } from '../forge-ports.ts';
import type { JobResult } from './job-result.ts';
import { invalidRecord } from './record-review.ts';
import type { ReviewJob, ReviewJobPorts } from './review-job-ports.ts';

/** What was learned before the configuration was read. */
interface Known {
  readonly pull?: PullRequest;
  readonly mergeBase?: string;
}

const afterRepair =
  'Correct it in the base branch (`galley config validate` checks it there). Then press "Review again", or write `/galley review` as a comment: nothing has to be pushed to this pull request.';

/** The pull request says itself what is wrong, and where: nobody else can mend it. */
export async function tellInvalid(
  error: GalleyError,
  { pull, mergeBase = '' }: Known,
  job: ReviewJob,
  { forge, signal }: ReviewJobPorts,
): Promise<JobResult> {
  if (pull === undefined) throw error;
  const check = await forge.startCheck(pull, signal);
  await check?.drop(`Not reviewed: ${error.message}`, {
    lines: error.why.split('\n').filter((line) => line !== ''),
    next: afterRepair,
    isHeard: true,
  });
  const record = invalidRecord(pull, mergeBase, job.errand.pull, error);
  return { kind: 'ended', end: 'posted', record, why: 'its configuration is invalid' };
}
