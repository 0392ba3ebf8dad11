import type { Review } from '../review/review.ts';
import { describeFinding, describeLines, headLines } from './describe-finding.ts';
import { byRulesOnly } from './describe-review.ts';
import { renderAttributes } from './escape-xml.ts';
import type { ReportContext } from './format.ts';
import { isFolded } from './list-findings.ts';
import { listGeneralReasons, listNotReviewed } from './list-not-reviewed.ts';
import { tellTest } from './tests/describe-test.ts';

interface Entry {
  readonly path: string;
  /** 1-based; absent where no head line can be named. */
  readonly line: number | undefined;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly source: string;
}

/**
 * Checkstyle's XML with every finding. What was not reviewed is a warning of `galley/not-reviewed`; general notes
 * stand under the file name `.`.
 */
export function renderCheckstyle(review: Review, { tool }: ReportContext): string {
  const entries = [...listFindings(review), ...listNotes(review)];
  const paths = [...new Set(entries.map((entry) => entry.path))];
  const files = paths.map((path) => {
    const errors = entries.filter((entry) => entry.path === path).map(renderError);
    return `  <file${renderAttributes({ name: path })}>\n${errors.join('')}  </file>\n`;
  });
  const version = `${tool.name} ${tool.version}`;
  return `${declaration}\n<checkstyle${renderAttributes({ version })}>\n${files.join('')}</checkstyle>\n`;
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>';

function renderError({ line, severity, message, source }: Entry): string {
  return `    <error${renderAttributes({ line, severity, message, source })}/>\n`;
}

function listFindings(review: Review): readonly Entry[] {
  return review.findings.map((finding, index) => ({
    path: finding.anchor.path,
    line: headLines(finding.anchor)?.startLine,
    severity: finding.severity,
    message: describeFinding(finding, isFolded(review, index)),
    source: finding.rule,
  }));
}

function listNotes(review: Review): readonly Entry[] {
  const left = listNotReviewed(review).map(({ path, reason, parts }) => {
    const where = parts.length === 0 ? '' : ` (lines ${parts.map(describeLines).join(', ')})`;
    return note('not-reviewed', 'warning', path, `not reviewed${where}: ${reason}`);
  });
  const tests = review.tests.map((test) => note('test', 'info', test.target.path, tellTest(test)));
  const general = listGeneralReasons(review).map((reason) =>
    note('incomplete', 'warning', '.', `incomplete: ${reason}`),
  );
  const rules =
    review.ledger.mode === 'rules' ? [note('rules-only', 'info', '.', `reviewed ${byRulesOnly}`)] : [];
  return [...tests, ...left, ...general, ...rules];
}

function note(id: string, severity: 'warning' | 'info', path: string, message: string): Entry {
  return { path, line: undefined, severity, message, source: `galley/${id}` };
}
