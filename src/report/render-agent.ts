import type { Finding } from '../finding/finding.ts';
import type { Review } from '../review/review.ts';
import type { TestSuggestion } from '../testgen/test-suggestion.ts';
import { describeAnchor, describeLines } from './describe-finding.ts';
import { byRulesOnly } from './describe-review.ts';
import { inertLine, inertName } from '../safety/inert-text.ts';
import { countFolded, isMirror, listShown } from './list-findings.ts';
import { listGeneralReasons, listNotReviewed } from './list-not-reviewed.ts';
import { stringifyJson } from './stringify-json.ts';
import { tellTest } from './tests/describe-test.ts';

/**
 * For coding agents: `path:12-14: error: title. message [rule fingerprint]`, one line a finding within the cap or of a gap,
 * one line a suggested test, one a path not reviewed, and one status line, always last. A suggestion follows its finding as
 * a JSON string.
 */
export function renderAgent(review: Review): string {
  const lines = [
    ...listShown(review).map(renderFinding),
    ...review.tests.map(renderTest),
    ...listNotReviewed(review).map(({ path, reason, parts }) => {
      const place = parts.length === 0 ? '' : `:${parts.map(describeLines).join(',')}`;
      return `${inertName(path)}${place}: not-reviewed: ${inertLine(reason)}`;
    }),
    ...listGeneralReasons(review).map((reason) => `incomplete: ${inertLine(reason)}`),
    ...listTodo(review),
    renderStatus(review),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function renderFinding({ anchor, severity, title, message, rule, fingerprint, suggestion }: Finding): string {
  const place = anchor.side === 'head' ? `:${describeLines(anchor)}` : '';
  const side = anchor.side === 'head' ? '' : ` (${describeAnchor(anchor)})`;
  const text = inertLine(message === '' ? title : `${title}. ${message}`);
  const fix =
    suggestion === null || anchor.side !== 'head'
      ? ''
      : ` replace-with=${stringifyJson(suggestion.replacement)}`;
  const ids = `[${inertLine(rule)} ${inertName(fingerprint)}]`;
  return `${inertName(anchor.path)}${place}: ${severity}: ${text}${side} ${ids}${fix}`;
}

/** The code as a JSON string, so that a line stays a line. */
function renderTest(test: TestSuggestion): string {
  return `${inertName(test.path)}: test: ${inertLine(tellTest(test))} add=${stringifyJson(test.added)}`;
}

function listTodo({ ledger }: Review): readonly string[] {
  const todo = inertLine(ledger.modelFailure?.todo ?? '');
  return todo === '' ? [] : [`todo: ${todo}`];
}

function renderStatus(review: Review): string {
  const { ledger, gaps, tests } = review;
  const findings = review.findings.filter((finding) => !isMirror(finding));
  const count = (severity: string): number => findings.filter((one) => one.severity === severity).length;
  const files = ledger.files.filter((file) => file.outcome === 'reviewed').length;
  const facts = {
    status: review.verdict,
    complete: review.complete,
    findings: findings.length,
    errors: count('error'),
    warnings: count('warning'),
    folded: countFolded(review),
    gaps: gaps.length,
    tests: tests.length,
    reviewed: files,
    'not-reviewed': listNotReviewed(review).length,
  };
  const pairs = Object.entries(facts).map(([name, value]) => `${name}=${String(value)}`);
  return `${pairs.join(' ')}${ledger.mode === 'rules' ? ` (${byRulesOnly})` : ''}`;
}
