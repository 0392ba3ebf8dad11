import type { Finding } from '../finding/finding.ts';
import type { Review } from '../review/review.ts';
import { renderMarkdownGaps } from './coverage/render-markdown-gaps.ts';
import { describeAnchor, describeLines, plural, titleBeside } from './describe-finding.ts';
import { describeLedger } from './describe-ledger.ts';
import { describeVerdict } from './describe-review.ts';
import { escapeMarkdown, renderCodeBlock, renderCodeSpan } from '../safety/escape-markdown.ts';
import { joinBlocks, mostCommentCharacters } from './join-blocks.ts';
import { countFolded, listSaid } from './list-findings.ts';
import { listGeneralReasons, listNotReviewed } from './list-not-reviewed.ts';
import { renderMarkdownTests } from './tests/render-markdown-tests.ts';

/** For a job summary or a comment: the verdict first, findings by file, what was not reviewed, the account. */
export function renderMarkdown(review: Review): string {
  return renderMarkdownUpTo(review, mostCommentCharacters);
}

/** The same for a place that takes more. @param most UTF-16 units */
export function renderMarkdownUpTo(review: Review, most: number): string {
  const blocks = [
    `## Galley: ${escapeMarkdown(describeVerdict(review))}`,
    ...renderFiles(review),
    ...renderFolded(review),
    ...(review.coverage === null ? [] : renderMarkdownGaps(review.coverage)),
    ...renderMarkdownTests(review.tests),
  ];
  return joinBlocks(
    blocks,
    [...renderNotReviewed(review), ...renderFailure(review), renderLedger(review)],
    most,
  );
}

function renderFiles(review: Review): readonly string[] {
  const shown = listSaid(review);
  const paths = [...new Set(shown.map((finding) => finding.anchor.path))];
  return paths.flatMap((path) => [
    `### ${renderCodeSpan(path)}`,
    ...shown.filter((finding) => finding.anchor.path === path).flatMap(renderFinding),
  ]);
}

function renderFinding(finding: Finding): readonly string[] {
  const symbol = finding.symbol === '' ? '' : ` in ${renderCodeSpan(finding.symbol)}`;
  const place = `${describeAnchor(finding.anchor)}${symbol}`;
  const title = escapeMarkdown(titleBeside(finding));
  return [
    `**${finding.severity}**, ${place}${title === '' ? '' : `: **${title}**`}`,
    ...(finding.quote === '' ? [] : [renderCodeBlock(finding.quote)]),
    ...finding.message
      .split(/\n{2,}/)
      .map(escapeMarkdown)
      .filter((paragraph) => paragraph !== ''),
    ...renderSuggestion(finding),
    `${finding.category}, ${renderCodeSpan(finding.rule)}, ${renderCodeSpan(finding.fingerprint)}`,
  ];
}

function renderSuggestion({ suggestion }: Finding): readonly string[] {
  if (suggestion === null) return [];
  const { replacement } = suggestion;
  return replacement === ''
    ? ['Quick fix: delete it.']
    : ['Quick fix:', renderCodeBlock(replacement.replace(/\r?\n$/, ''))];
}

function renderFolded(review: Review): readonly string[] {
  const folded = countFolded(review);
  return folded === 0 ? [] : [`${plural(folded, 'more finding')} folded.`];
}

function renderNotReviewed(review: Review): readonly string[] {
  const rows = [
    ...listNotReviewed(review).map(({ path, reason, parts }) => {
      const where = parts.length === 0 ? '' : ` lines ${parts.map(describeLines).join(', ')}`;
      return `- ${renderCodeSpan(path)}${where}: ${escapeMarkdown(reason)}`;
    }),
    ...listGeneralReasons(review, 'model told').map((reason) => `- ${escapeMarkdown(reason)}`),
  ];
  return rows.length === 0 ? [] : ['### Not reviewed', rows.join('\n')];
}

function renderFailure({ ledger }: Review): readonly string[] {
  if (ledger.modelFailure === null) return [];
  const { message, todo } = ledger.modelFailure;
  const what = `**No model**: ${escapeMarkdown(message)}`;
  return [todo === '' ? what : `${what}  \n**To do**: ${renderCodeSpan(todo)}`];
}

function renderLedger(review: Review): string {
  const rows = describeLedger(review).map(([label, text]) => `| ${label} | ${escapeMarkdown(text)} |`);
  return ['| | |', '| --- | --- |', ...rows].join('\n');
}
