import type { Tally } from '../../coverage/gap.ts';
import type { Review } from '../../review/review.ts';
import type { OutputName } from './action-interface.ts';
import type { ReportFiles } from './write-report-files.ts';

/** What is known at the end besides the Review. */
export interface Ending {
  readonly files: ReportFiles;
  /** Of the summary; undefined: none was posted. */
  readonly url: string | undefined;
  /** Of the whole run. */
  readonly milliseconds: number;
}

/** The outputs of the step. */
export function outputsOf(review: Review, { files, url, milliseconds }: Ending): Record<OutputName, string> {
  // What mirrors a Gap says nothing of its own.
  const findings = review.findings.filter(({ origin }) => origin !== 'coverage');
  const errors = findings.filter(({ severity }) => severity === 'error');
  const { ledger, coverage } = review;
  return {
    verdict: review.verdict,
    'findings-count': String(findings.length),
    'errors-count': String(errors.length),
    'tests-suggested': String(review.tests.length),
    'coverage-patch': coverage === null ? '' : percent(coverage.statements),
    'report-file': files.report,
    'sarif-file': files.sarif,
    'comment-url': url ?? '',
    model: ledger.model?.name ?? '',
    'tokens-in': String(ledger.tokens.prompt),
    'tokens-out': String(ledger.tokens.reply),
    'duration-ms': String(Math.round(milliseconds)),
  };
}

/** Rounded down, so that 100 means all. Empty: nothing was there to reach. */
function percent({ covered, total }: Tally): string {
  return total === 0 ? '' : String(Math.floor((covered / total) * 1000) / 10);
}
