import type { JobResult } from '../../../review/jobs/job-result.ts';
import { resultOfError } from '../../../review/jobs/result-of-error.ts';
import { runCloseJob, type CloseJob } from '../../../review/jobs/run-close-job.ts';
import type { ReviewRunnerOptions } from './create-review-runner.ts';
import { openAppForge } from './open-app-pull.ts';

/** Does what is left of a pull request that was closed. */
export function createCloseRunner(options: ReviewRunnerOptions) {
  return async (job: CloseJob, signal: AbortSignal): Promise<JobResult> => {
    const { store, log } = options;
    try {
      const { forge } = await openAppForge(job.errand, options, signal, () => store.isHeld(job));
      return await runCloseJob(job, { store, forge, log, signal });
    } catch (error) {
      return resultOfError(error, job, signal);
    }
  };
}
