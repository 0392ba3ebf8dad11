import type { Finding } from '../finding/finding.ts';
import type { Review } from '../review/review.ts';
import { describeAnchor, describeFinding } from './describe-finding.ts';
import { byRulesOnly, describeVerdict } from './describe-review.ts';
import { escapeXml, renderAttributes } from './escape-xml.ts';
import type { ReportContext } from './format.ts';
import { isFolded } from './list-findings.ts';
import { listGeneralReasons, listNotReviewed } from './list-not-reviewed.ts';
import { tellTest } from './tests/describe-test.ts';

type Outcome = 'passed' | 'failure' | 'error';
interface Case {
  readonly classname: string;
  readonly name: string;
  readonly outcome: Outcome;
  /** `type` of a failure or error. */
  readonly type: string;
  readonly message: string;
}

/**
 * JUnit XML, one test case a finding: errors and warnings fail, info passes with its text as output. A file
 * reviewed without findings passes; a file not reviewed is an error.
 */
export function renderJunit(review: Review, { tool }: ReportContext): string {
  const cases = [...listFindings(review), ...listSilentFiles(review), ...listNotes(review)];
  const name = review.ledger.mode === 'rules' ? `${tool.name} (${byRulesOnly})` : tool.name;
  const counts = {
    tests: cases.length,
    failures: cases.filter((one) => one.outcome === 'failure').length,
    errors: cases.filter((one) => one.outcome === 'error').length,
  };
  const time = review.ledger.seconds.total.toFixed(3);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `<testsuites${renderAttributes({ name, time, ...counts })}>\n`,
    `  <testsuite${renderAttributes({ name, ...counts, skipped: 0, time, version: tool.version })}>\n`,
    renderProperties(review),
    ...cases.map(renderCase),
    '  </testsuite>\n</testsuites>\n',
  ].join('');
}

function renderProperties(review: Review): string {
  const { verdict, complete, ledger } = review;
  const facts = { verdict, complete: String(complete), mode: ledger.mode, summary: describeVerdict(review) };
  const rows = Object.entries(facts).map(
    ([name, value]) => `      <property${renderAttributes({ name: `galley.${name}`, value })}/>\n`,
  );
  return `    <properties>\n${rows.join('')}    </properties>\n`;
}

function renderCase({ classname, name, outcome, type, message }: Case): string {
  const open = `    <testcase${renderAttributes({ classname, name, time: 0 })}`;
  if (outcome !== 'passed') {
    const attributes = renderAttributes({ type, message });
    return `${open}>\n      <${outcome}${attributes}>${escapeXml(message)}</${outcome}>\n    </testcase>\n`;
  }
  if (message === '') return `${open}/>\n`;
  return `${open}>\n      <system-out>${escapeXml(message)}</system-out>\n    </testcase>\n`;
}

function listFindings(review: Review): readonly Case[] {
  return review.findings.map((finding, index) => ({
    classname: finding.anchor.path,
    name: nameCase(finding),
    outcome: finding.severity === 'info' ? 'passed' : 'failure',
    type: `${finding.severity} ${finding.rule}`,
    message: describeFinding(finding, isFolded(review, index)),
  }));
}

const nameCase = (finding: Finding): string => `${describeAnchor(finding.anchor)}: ${finding.title}`;

function listSilentFiles(review: Review): readonly Case[] {
  const named = new Set([
    ...review.findings.map((finding) => finding.anchor.path),
    ...listNotReviewed(review).map((entry) => entry.path),
  ]);
  return review.ledger.files
    .filter((file) => file.outcome === 'reviewed' && !named.has(file.path))
    .map(({ path }) => ({ classname: path, name: 'no findings', outcome: 'passed', type: '', message: '' }));
}

function listTests({ tests }: Review): readonly Case[] {
  return tests.map((test) => ({
    classname: test.path,
    name: `suggested test: ${test.title}`,
    outcome: 'passed',
    type: '',
    message: tellTest(test),
  }));
}

function listNotes(review: Review): readonly Case[] {
  const left = listNotReviewed(review).map(({ path, reason }) => ({
    classname: path,
    name: 'not reviewed',
    outcome: 'error' as const,
    type: 'galley/not-reviewed',
    message: reason,
  }));
  const general = listGeneralReasons(review).map((message) => ({
    classname: 'galley',
    name: 'incomplete',
    outcome: 'error' as const,
    type: 'galley/incomplete',
    message,
  }));
  return [...listTests(review), ...left, ...general];
}
