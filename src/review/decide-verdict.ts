import type { Finding } from '../finding/finding.ts';
import { reaches } from '../finding/rank-findings.ts';
import type { FailOn, Verdict } from './review.ts';

/** What a finished run says, and the exit code that goes with it: the first row that applies of "Exit codes" in the README. */
export interface Decision {
  readonly verdict: Verdict;
  readonly exitCode: 0 | 1 | 3;
}

/**
 * @param complete false when something eligible was not reviewed or no model answered though one was wanted
 */
export function decideVerdict(findings: readonly Finding[], complete: boolean, failOn: FailOn): Decision {
  const failing = failOn !== 'none' && findings.some((finding) => reaches(finding.severity, failOn));
  if (failing) return { verdict: 'findings', exitCode: 1 };
  if (!complete) return { verdict: 'incomplete', exitCode: 3 };
  return { verdict: findings.length > 0 ? 'findings' : 'clean', exitCode: 0 };
}
