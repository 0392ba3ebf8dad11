import type { Review } from '../../review/review.ts';
import type { TestLedger } from '../../review/suggest-tests/test-ledger.ts';

/** What the outputs of `galley tests` are made from. */
export interface TestsRun {
  /** Of the coverage, with the tests. */
  readonly review: Review;
  /** Undefined: nothing was asked. */
  readonly ledger: TestLedger | undefined;
  /** Sandbox that tests ran in, for people. */
  readonly sandbox: string;
  /** Why no model answered, or not to the end; undefined: one did, or none was wanted. */
  readonly failure: { readonly message: string; readonly todo: string } | undefined;
  /** Files that were written, from the root. */
  readonly written: readonly string[];
}
