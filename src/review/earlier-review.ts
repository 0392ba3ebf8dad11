import type { CarriedFinding } from './forge-ports.ts';

/** What an earlier review, that asked the same things, said of Chunks that may have stayed as they were. */
export interface EarlierReview {
  /** Keys of the Chunks that it reviewed. */
  readonly chunks: ReadonlySet<string>;
  readonly carried: readonly CarriedFinding[];
}
