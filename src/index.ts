export { reviewChange, type ReviewResult } from './review/review-change.ts';
export type { ReviewOptions, ReviewPorts, ReviewProgress } from './review/review-options.ts';
export type { Review } from './review/review.ts';
export type { Finding } from './finding/finding.ts';
export type { Change } from './change/change.ts';
export { parseDiff } from './change/parse-diff.ts';
export { GalleyError, isGalleyError } from './errors.ts';
