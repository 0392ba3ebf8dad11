import type { Finding } from '../finding/finding.ts';
import type { Review } from '../review/review.ts';
import { describeFinding, describeLines, headLines, plural, type SeverityTable } from './describe-finding.ts';
import { byRulesOnly } from './describe-review.ts';
import type { ReportContext } from './format.ts';
import { inertLine, inertName, inertText } from './inert-text.ts';
import { listGeneralReasons, listNotReviewed } from './list-not-reviewed.ts';
import { stringifyJson } from './stringify-json.ts';

type Level = 'ERROR' | 'WARNING' | 'INFO';
const severities: SeverityTable<Level> = { error: 'ERROR', warning: 'WARNING', info: 'INFO' };

/**
 * Reviewdog's Diagnostic Result. Findings within the cap; what was not reviewed and how many findings are folded
 * follow as diagnostics of their own, without a range; general ones have an empty path. `by rules only` stands in
 * the name of the source, which reviewdog prints with every diagnostic.
 */
export function renderRdjson(review: Review, context: ReportContext): string {
  const rules = review.ledger.mode === 'rules' ? ` (${byRulesOnly})` : '';
  const diagnostics = [
    ...review.findings.slice(0, review.shown).map(toDiagnostic),
    ...listNotReviewed(review).map(({ path, reason, parts }) => {
      const where = parts.length === 0 ? '' : ` (lines ${parts.map(describeLines).join(', ')})`;
      return note('not-reviewed', 'WARNING', path, `not reviewed${where}: ${reason}`);
    }),
    ...listGeneralReasons(review).map((reason) => note('incomplete', 'WARNING', '', `incomplete: ${reason}`)),
    ...countFolded(review),
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

function countFolded(review: Review) {
  const folded = review.findings.length - review.shown;
  if (folded === 0) return [];
  return [note('folded', 'INFO', '', `${plural(folded, 'more finding')} folded: see --format json`)];
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
