import { isUnmeasuredProbe } from '../../finding/fold-unmeasured.ts';
import type { Finding } from '../../finding/finding.ts';
import { decideVerdict, type Decision } from '../decide-verdict.ts';
import type { FailOn, Review } from '../review.ts';

/** The Review as it is without findings that people have dismissed, and the exit code that is left then. */
export function withoutDismissed(
  review: Review,
  dismissed: ReadonlySet<Finding>,
  failOn: FailOn,
): { readonly review: Review; readonly exitCode: Decision['exitCode'] } {
  const kept = review.findings.flatMap((finding, index) =>
    dismissed.has(finding) ? [] : [{ finding, excerpt: review.excerpts[index] ?? [] }],
  );
  const findings = kept.map(({ finding }) => finding);
  const shown = review.findings.slice(0, review.shown).filter((finding) => !dismissed.has(finding)).length;
  const deciding = findings.filter((finding) => !isUnmeasuredProbe(finding));
  const { verdict, exitCode } = decideVerdict(deciding, review.complete, failOn);
  const excerpts = kept.map(({ excerpt }) => excerpt);
  return { review: { ...review, verdict, findings, shown, excerpts }, exitCode };
}
