import type { CommandErrand } from '../../../review/jobs/errand.ts';
import type { Job, JobStore } from '../../../review/jobs/job-store.ts';
import type { JobResult } from '../../../review/jobs/job-result.ts';
import type { CloseJob } from '../../../review/jobs/run-close-job.ts';
import type { ReviewJob } from '../../../review/jobs/review-job-ports.ts';

export interface CommandJob extends Job {
  readonly errand: CommandErrand;
}

export interface JobHandlers {
  readonly store: Pick<JobStore, 'forget'>;
  readonly review: (job: ReviewJob, signal: AbortSignal) => Promise<JobResult>;
  readonly close: (job: CloseJob, signal: AbortSignal) => Promise<JobResult>;
  readonly command: (job: CommandJob, signal: AbortSignal) => Promise<JobResult>;
  /** The app can see other repositories than before. */
  readonly onInstalled: (installation: number) => void;
}

/** Gives each job to whoever does its kind. */
export function createJobRunner({ store, review, close, command, onInstalled }: JobHandlers) {
  return async (job: Job, signal: AbortSignal): Promise<JobResult> => {
    const { errand } = job;
    switch (errand.kind) {
      case 'review':
        return review({ ...job, errand }, signal);
      case 'command':
        return command({ ...job, errand }, signal);
      case 'close':
        return close({ ...job, errand }, signal);
      case 'installation':
        if (errand.isGone) await store.forget(errand.installation, errand.repositories);
        else onInstalled(errand.installation);
        return { kind: 'ended', end: 'ignored', why: errand.isGone ? 'forgotten' : 'installed' };
    }
  };
}
