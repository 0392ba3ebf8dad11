import type { Finding } from '../../finding/finding.ts';
import type { SummaryLinks } from '../../review/pull-request/summary-links.ts';
import { renderCodeBlock, renderCodeSpan } from '../../safety/escape-markdown.ts';
import { renderLine, renderProse } from '../../safety/render-prose.ts';
import { describeConfidence, titleBeside } from '../describe-finding.ts';
import type { Section } from './fit-sections.ts';
import { linkAnchor } from './link-place.ts';

/** More lines of a quote are better read in the file. */
const mostQuotedLines = 12;

/** Findings with all their text, for those that have no comment of their own. */
export function renderListed(
  head: string,
  findings: readonly Finding[],
  links: SummaryLinks,
): readonly Section[] {
  if (findings.length === 0) return [];
  const blocks = findings.map((finding) => renderFinding(finding, links));
  return [{ name: 'explained findings', priority: 3, head, blocks, glue: '\n\n', foot: '' }];
}

const words = { error: 'Error', warning: 'Warning', info: 'Note' } as const;

function renderFinding(finding: Finding, links: SummaryLinks): string {
  const { severity, anchor, quote, symbol, message, category, rule, confidence, fingerprint } = finding;
  const title = renderLine(titleBeside(finding));
  const parts = [
    category,
    renderCodeSpan(rule),
    ...(confidence === null ? [] : [describeConfidence(confidence)]),
    renderCodeSpan(fingerprint),
  ];
  const where = `${linkAnchor(anchor, links)}${symbol === '' ? '' : ` in ${renderCodeSpan(symbol)}`}`;
  return [
    `**${words[severity]}${title === '' ? '' : `: ${title}`}**, ${where}`,
    quote === '' || quote.split('\n').length > mostQuotedLines ? '' : renderCodeBlock(quote),
    renderProse(message),
    renderSuggestion(finding),
    `<sub>${parts.join(' · ')}</sub>`,
  ]
    .filter((block) => block !== '')
    .join('\n\n');
}

function renderSuggestion({ suggestion }: Finding): string {
  if (suggestion === null) return '';
  const { replacement } = suggestion;
  if (replacement === '') return 'Quick fix: delete it.';
  return `Quick fix:\n\n${renderCodeBlock(replacement.replace(/\r?\n$/, ''))}`;
}
