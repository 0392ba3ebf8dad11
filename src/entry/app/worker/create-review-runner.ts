import type { JobResult } from '../../../review/jobs/job-result.ts';
import type { JobStore } from '../../../review/jobs/job-store.ts';
import { resultOfError } from '../../../review/jobs/result-of-error.ts';
import type { ReviewJob } from '../../../review/jobs/review-job-ports.ts';
import { runReviewJob } from '../../../review/jobs/run-review-job.ts';
import { openAppForge, openAppReview, type AppPullOptions } from './open-app-pull.ts';

export interface ReviewRunnerOptions extends AppPullOptions {
  readonly store: JobStore;
}

/** Does review jobs: the same review as of the Action, with a mirror and replies that are kept. */
export function createReviewRunner(options: ReviewRunnerOptions) {
  return async (job: ReviewJob, signal: AbortSignal): Promise<JobResult> => {
    const { errand } = job;
    try {
      const isHeld = (): Promise<boolean> => options.store.isHeld(job);
      const { forge, fallback } = await openAppForge(errand, options, signal, isHeld);
      return await runReviewJob(job, {
        ...{ store: options.store, forge, log: options.log, signal },
        openReview: (pull, mergeBase, onProgress) =>
          openAppReview(errand, { pull, mergeBase, onProgress, fallback, signal }, options),
        readBaseTip: ({ base }) =>
          options.appForge.tip(errand.installation, errand.pull.repository, base.ref, signal),
        async removeLate(posting) {
          const until = AbortSignal.timeout(60_000);
          const { removeLate } = await openAppForge(errand, options, until);
          return removeLate(posting, until);
        },
      });
    } catch (error) {
      return resultOfError(error, job, signal);
    }
  };
}
