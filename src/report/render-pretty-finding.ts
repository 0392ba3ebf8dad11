import type picocolors from 'picocolors';
import { describeProof } from '../finding/describe-proof.ts';
import type { Finding, Suggestion } from '../finding/finding.ts';
import {
  describeAnchor,
  describeConfidence,
  describeLines,
  titleBeside,
  type SeverityTable,
} from './describe-finding.ts';
import { inertLine, inertName, inertText } from '../safety/inert-text.ts';
import { truncateLine, wrapText } from './wrap-text.ts';

/** Paint by meaning: bold, dim, red, magenta and cyan read well on light and on dark. */
export interface Page {
  readonly width: number;
  readonly paint: ReturnType<typeof picocolors.createColors>;
}

/** A sign beside the word, so that nothing is told by colour alone. */
const signs: SeverityTable<string> = { error: 'x', warning: '!', info: 'i' };

/** One finding: place, title, quote, message, what a quick fix would make of it, and what to call it by. */
export function renderPrettyFinding(finding: Finding, page: Page): readonly string[] {
  const { paint, width } = page;
  const inside = width - 4;
  const title = inertLine(titleBeside(finding));
  const symbol = finding.symbol === '' ? '' : paint.dim(`  ${inertName(finding.symbol)}`);
  const quote = inertText(finding.quote).replace(/\t/g, '  ').split('\n');
  return [
    `  ${renderSeverity(finding.severity, page)}  ${renderPlace(finding)}${symbol}`,
    ...(title === '' ? [] : wrapText(title, inside)).map((line) => `    ${paint.bold(line)}`),
    ...(finding.quote === '' ? [] : quote.slice(0, quoteLines)).map(
      (line) => `    ${renderQuote(line, page)}`,
    ),
    ...(quote.length > quoteLines ? [`    ${paint.dim(`| (${quote.length - quoteLines} more lines)`)}`] : []),
    ...(finding.message === ''
      ? []
      : wrapText(inertText(finding.message), inside).map((line) => `    ${line}`)),
    ...renderSuggestion(finding.suggestion, page).map((line) => `    ${line}`),
    ...(finding.confidence === null ? [] : [`    ${paint.dim(describeConfidence(finding.confidence))}`]),
    `    ${paint.dim(`${finding.category}, ${inertLine(finding.rule)}, ${inertName(finding.fingerprint)}`)}`,
  ];
}

/** What the lines of the quote would become. */
function renderSuggestion(suggestion: Suggestion | null, { paint, width }: Page): readonly string[] {
  if (suggestion === null) return [];
  const { replacement, proof } = suggestion;
  if (replacement === '') return [`Quick fix (${describeProof(proof)}): delete it.`];
  const lines = inertText(replacement.replace(/\r?\n$/, ''))
    .replace(/\t/g, '  ')
    .split('\n');
  return [
    `Quick fix (${describeProof(proof)}):`,
    ...lines.slice(0, quoteLines).map((line) => `${paint.cyan('+')} ${truncateLine(line, width - 6)}`),
    ...(lines.length > quoteLines ? [paint.dim(`+ (${lines.length - quoteLines} more lines)`)] : []),
  ];
}

/** A quote longer than this is cut: the place says where the rest stands. */
const quoteLines = 6;

const renderQuote = (line: string, { paint, width }: Page): string =>
  `${paint.dim('|')} ${truncateLine(line, width - 6)}`;

function renderSeverity(severity: Finding['severity'], { paint }: Page): string {
  const color = { error: paint.red, warning: paint.magenta, info: paint.cyan }[severity];
  return paint.bold(color(`${signs[severity]} ${severity}`));
}

/** `path:12-14` where a terminal can open it; never broken over lines. */
function renderPlace({ anchor }: Finding): string {
  const path = inertName(anchor.path);
  if (anchor.side === 'head') return `${path}:${describeLines(anchor)}`;
  return `${path} (${describeAnchor(anchor)})`;
}
