import type { Finding } from '../finding/finding.ts';
import type { Review } from '../review/review.ts';
import type { TestSuggestion } from '../testgen/test-suggestion.ts';
import { describeFinding, describeLines, headLines, plural, type SeverityTable } from './describe-finding.ts';
import { byRulesOnly } from './describe-review.ts';
import type { ReportContext } from './format.ts';
import { inertLine, inertName, inertText } from '../safety/inert-text.ts';
import { countFolded, listShown } from './list-findings.ts';
import { listGeneralReasons, listNotReviewed } from './list-not-reviewed.ts';
import { stringifyJson } from './stringify-json.ts';
import { tellTest } from './tests/describe-test.ts';

type Level = 'ERROR' | 'WARNING' | 'INFO';
const severities: SeverityTable<Level> = { error: 'ERROR', warning: 'WARNING', info: 'INFO' };

/**
 * Reviewdog's Diagnostic Result. Findings within the cap, those that mirror gaps, and suggested tests; what was not reviewed and how many findings are folded
 * follow as diagnostics of their own, without a range; general ones have an empty path. `by rules only` stands in
 * the name of the source, which reviewdog prints with every diagnostic.
 */
export function renderRdjson(review: Review, context: ReportContext): string {
  const rules = review.ledger.mode === 'rules' ? ` (${byRulesOnly})` : '';
  const diagnostics = [
    ...listShown(review).map(toDiagnostic),
    ...review.tests.map(toTestNote),
    ...listNotReviewed(review).map(({ path, reason, parts }) => {
      const where = parts.length === 0 ? '' : ` (lines ${parts.map(describeLines).join(', ')})`;
      return note('not-reviewed', 'WARNING', path, `not reviewed${where}: ${reason}`);
    }),
    ...listGeneralReasons(review).map((reason) => note('incomplete', 'WARNING', '', `incomplete: ${reason}`)),
    ...noteFolded(review),
  ];
  const source = { name: `${context.tool.name}${rules}` };
  return `${stringifyJson({ source, severity: 'WARNING', diagnostics }, 2)}\n`;
}

function toDiagnostic(finding: Finding) {
  const lines = headLines(finding.anchor);
  const range = lines && { start: { line: lines.startLine }, end: { line: lines.endLine } };
  const text = finding.suggestion?.replacement.replace(/\r?\n$/, '');
  return {
    ...describe(
      finding.anchor.path,
      describeFinding(finding, false),
      severities[finding.severity],
      lines?.startLine,
    ),
    location: { path: finding.anchor.path, ...(range && { range }) },
    code: { value: finding.rule },
    ...(range && text !== undefined && { suggestions: [{ range, text }] }),
  };
}

function noteFolded(review: Review) {
  const folded = countFolded(review);
  if (folded === 0) return [];
  return [note('folded', 'INFO', '', `${plural(folded, 'more finding')} folded: see --format json`)];
}

/** The format has no place for a new file: the test is told in words. */
function toTestNote(test: TestSuggestion) {
  return note('test', 'INFO', test.target.path, tellTest(test));
}

function note(id: string, severity: Level, path: string, message: string) {
  return { ...describe(path, message, severity), location: { path }, code: { value: `galley/${id}` } };
}

/** Reviewdog's local reporter prints `original_output`, and the whole record where there is none. */
function describe(path: string, message: string, severity: Level, line?: number) {
  const place = [inertName(path), line].filter((part) => part !== '' && part !== undefined);
  const original = [...place, ` ${severity.toLowerCase()}`, ` ${inertLine(message)}`].join(':').trimStart();
  return { message: inertText(message), severity, original_output: original };
}
