import type { Log } from '../../log.ts';
import type { Forge, Listening, PullRequest } from '../forge-ports.ts';
import type { ReviewResult } from '../review-change.ts';
import type { ReviewOptions, ReviewPorts } from '../review-options.ts';

/** How a pull request is to be reviewed. */
export interface PullRequestOptions {
  /** False: nothing is written, not even a check; drafts and closed pull requests are looked at too. */
  readonly isPosting: boolean;
  /** A check tells that the review is under way: where nothing else shows it, as a job of a workflow does. */
  readonly showsProgress: boolean;
  /** Most inline comments of one review: GitHub answers more with errors after it has saved them. */
  readonly mostComments: number;
  readonly listening: Listening;
}

/** What the review of a pull request needs from outside. */
export interface PullRequestPorts {
  readonly forge: Forge;
  /**
   * Opens the change between a merge base and the head, with the configuration and rules of the base. Called once, and
   * only when there is something to review.
   */
  readonly openReview: (pull: PullRequest, mergeBase: string) => Promise<OpenedReview>;
  readonly log: Log;
  readonly signal: AbortSignal;
}

export interface OpenedReview {
  /** Without `earlier`, which the conversation decides. */
  readonly options: ReviewOptions;
  readonly ports: ReviewPorts;
  /** Which model is asked, as configured and without asking it: name and server, or file. */
  readonly modelName: string;
  /** Of Galley: another one may judge otherwise. */
  readonly toolVersion: string;
  /** Adds to a review before it is told, such as tests that another job ran. Undefined: nothing. */
  readonly amend?: (result: ReviewResult) => Promise<ReviewResult>;
  /** Called in any case, once. */
  close(): Promise<void>;
}
