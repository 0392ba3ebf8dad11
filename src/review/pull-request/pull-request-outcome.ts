import type { GalleyError } from '../../errors.ts';
import type { Decision } from '../decide-verdict.ts';
import type { Posted, Posting, PullRequest } from '../forge-ports.ts';
import type { Review } from '../review.ts';

/** Why a pull request is not reviewed, or its review not posted. */
export type NotNow = 'closed' | 'merged' | 'draft';

/** What a review and its Posting came to: nothing that was found is ever lost. */
export interface PlannedReview {
  readonly pull: PullRequest;
  /** Without what people dismissed. */
  readonly review: Review;
  readonly posting: Posting;
  readonly exitCode: Decision['exitCode'];
  /** As in ReviewResult. */
  readonly prompts: readonly string[];
}

/**
 * - `skipped`: nothing was reviewed
 * - `planned`: reviewed, and nobody wanted it posted
 * - `superseded`: reviewed, but the head is another one by now
 * - `withdrawn`: reviewed, but the pull request was closed or became a draft meanwhile
 * - `stopped`: the user ended it; it holds what was found until then
 * - `not-posted`: reviewed, and the forge did not take it; `problem` says why
 */
export type PullRequestOutcome =
  | { readonly kind: 'skipped'; readonly pull: PullRequest; readonly reason: NotNow }
  | ({ readonly kind: 'planned' | 'stopped' } & PlannedReview)
  /** `head`: the new one. */
  | ({ readonly kind: 'superseded'; readonly head: string } & PlannedReview)
  | ({ readonly kind: 'withdrawn'; readonly reason: NotNow } & PlannedReview)
  | ({ readonly kind: 'not-posted'; readonly problem: GalleyError } & PlannedReview)
  | ({ readonly kind: 'posted'; readonly posted: Posted } & PlannedReview);
