import type { Log } from '../../log.ts';
import type { Forge, Posting, PullRequest } from '../forge-ports.ts';
import type { OpenedReview } from '../pull-request/pull-request-ports.ts';
import type { ReviewProgress } from '../review-options.ts';
import type { ReviewErrand } from './errand.ts';
import type { Job, JobStore } from './job-store.ts';

export interface ReviewJob extends Job {
  readonly errand: ReviewErrand;
}

/** What the review of one job needs from outside. */
export interface ReviewJobPorts {
  readonly store: Pick<
    JobStore,
    'accept' | 'hasReview' | 'isHeld' | 'isPaused' | 'leftHeads' | 'progress' | 'withoutModel'
  >;
  /** Writes only while the job is held. */
  readonly forge: Forge;
  readonly openReview: (
    pull: PullRequest,
    mergeBase: string,
    onProgress: (progress: ReviewProgress) => void,
  ) => Promise<OpenedReview>;
  /** The commit at which the branch stands now that a pull request goes into. */
  readonly readBaseTip: (pull: PullRequest) => Promise<string>;
  /**
   * Takes away what was written after the lease had ended, as far as it is not what stands there for good. Returns how
   * many comments that were. Writes though the job is not held, and does not hear `signal`.
   */
  readonly removeLate: (posting: Posting) => Promise<number>;
  readonly log: Log;
  /** Aborted when nobody wants the result any more, the lease is lost, or the worker ends. */
  readonly signal: AbortSignal;
}
