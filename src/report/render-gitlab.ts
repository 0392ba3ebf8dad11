import type { Review } from '../review/review.ts';
import { describeFinding, describeLines, headLines, type SeverityTable } from './describe-finding.ts';
import { byRulesOnly } from './describe-review.ts';
import { inertText } from '../safety/inert-text.ts';
import { isFolded } from './list-findings.ts';
import { listGeneralReasons, listNotReviewed } from './list-not-reviewed.ts';
import { stringifyJson } from './stringify-json.ts';
import { tellTest } from './tests/describe-test.ts';

/** Fields that GitLab documents as read from a Code Quality report. */
interface Issue {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: 'info' | 'minor' | 'major';
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

const severities: SeverityTable<Issue['severity']> = { error: 'major', warning: 'minor', info: 'info' };

/**
 * GitLab Code Quality. The format has issues and nothing else, so what was not reviewed and `by rules only` are
 * issues of severity info. A path is required: general ones use the first path of the change, else `.`.
 */
export function renderGitlab(review: Review): string {
  const anywhere = review.ledger.files[0]?.path ?? '.';
  const issues: readonly Issue[] = [
    ...review.findings.map((finding, index) => ({
      description: inertText(describeFinding(finding, isFolded(review, index))),
      check_name: finding.rule,
      fingerprint: finding.fingerprint,
      severity: severities[finding.severity],
      location: locate(finding.anchor.path, headLines(finding.anchor)?.startLine),
    })),
    ...review.tests.map((test) => note('test', test.target.path, tellTest(test), test.gained[0]?.startLine)),
    ...listNotReviewed(review).map(({ path, reason, parts }) => {
      const where = parts.length === 0 ? '' : ` (lines ${parts.map(describeLines).join(', ')})`;
      return note('not-reviewed', path, `not reviewed${where}: ${reason}`, parts[0]?.startLine);
    }),
    ...listGeneralReasons(review).map((reason) => note('incomplete', anywhere, `incomplete: ${reason}`)),
    ...(review.ledger.mode === 'rules' ? [note('rules-only', anywhere, `reviewed ${byRulesOnly}`)] : []),
  ];
  return `${stringifyJson(makeUnique(issues), 2)}\n`;
}

function note(id: string, path: string, description: string, line?: number): Issue {
  return {
    description: inertText(description),
    check_name: `galley/${id}`,
    fingerprint: `galley/${id}:${path}`,
    severity: 'info',
    location: locate(path, line),
  };
}

/** Line 1 where no head line can be named: GitLab requires one. */
function locate(path: string, line = 1): Issue['location'] {
  return { path: path.replace(/^(\.?\/)+/, ''), lines: { begin: Math.max(1, line) } };
}

/** GitLab shows only the first issue of a fingerprint. */
function makeUnique(issues: readonly Issue[]): readonly Issue[] {
  const seen = new Map<string, number>();
  return issues.map((issue) => {
    const times = (seen.get(issue.fingerprint) ?? 0) + 1;
    seen.set(issue.fingerprint, times);
    return times === 1 ? issue : { ...issue, fingerprint: `${issue.fingerprint}-${times}` };
  });
}
