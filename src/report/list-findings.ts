import type { Finding } from '../finding/finding.ts';
import type { Review } from '../review/review.ts';

type Findings = Pick<Review, 'findings' | 'shown'>;

/** Whether it says again what a Gap says. Such findings stand outside of the cap: no output folds them. */
export function isMirror({ origin }: Finding): boolean {
  return origin === 'coverage';
}

/** Findings within the cap, but those that mirror Gaps: for outputs that list the Gaps themselves. */
export function listSaid({ findings, shown }: Findings): readonly Finding[] {
  return findings.slice(0, shown).filter((finding) => !isMirror(finding));
}

/** All of `listSaid`, then those that mirror Gaps. */
export function listShown(review: Findings): readonly Finding[] {
  return [...listSaid(review), ...review.findings.filter(isMirror)];
}

/** Whether the finding of this index is beyond the cap. */
export function isFolded({ findings, shown }: Findings, index: number): boolean {
  const finding = findings[index];
  return index >= shown && finding !== undefined && !isMirror(finding);
}

/** How many findings are beyond the cap. */
export function countFolded(review: Findings): number {
  return review.findings.filter((_, index) => isFolded(review, index)).length;
}
