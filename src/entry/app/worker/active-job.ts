import type { Job } from '../../../review/jobs/job-store.ts';

/** A job that is under way. */
export interface ActiveJob {
  readonly job: Job;
  readonly stop: AbortController;
  readonly done: Promise<void>;
}
