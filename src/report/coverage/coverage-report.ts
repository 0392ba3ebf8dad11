import type { PatchCoverage } from '../../coverage/gap.ts';
import type { CoverageGate } from '../../review/check-gate.ts';
import type { Review } from '../../review/review.ts';
import type { SourceFile } from './source-file.ts';

/** What the outputs of `galley coverage` are made from. */
export interface CoverageReport {
  readonly coverage: PatchCoverage;
  /** The same as every other output knows it. */
  readonly review: Review;
  /** What was measured, for people: `staged changes`. */
  readonly title: string;
  /** Of Galley. */
  readonly version: string;
  /** The changed files that hold code. */
  readonly sources: readonly SourceFile[];
  /** Undefined: nothing was asked. */
  readonly gate: CoverageGate | undefined;
}
