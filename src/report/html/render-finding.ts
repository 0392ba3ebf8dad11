import type { Confidence, Finding, Origin, Severity } from '../../finding/finding.ts';
import type { Excerpt } from '../../review/review.ts';
import { describeAnchor, describeConfidence, titleBeside } from '../describe-finding.ts';
import { escapeHtml, htmlName, htmlParagraphs, htmlProse } from './escape-html.ts';
import { renderExcerpt } from './render-excerpt.ts';
import { proofWords, renderSuggestion } from './render-suggestion.ts';

/** What a finding's card needs besides the finding. */
export interface CardInput {
  readonly finding: Finding;
  readonly excerpt: Excerpt;
  /** Unique on the page, safe in an attribute: see cardIds. */
  readonly id: string;
  /** Lines of code above and below those it points at. */
  readonly context: number;
}

export const severityWords: Readonly<Record<Severity, string>> = {
  error: 'Error',
  warning: 'Warning',
  info: 'Info',
};

export const originWords: Readonly<Record<Origin, string>> = {
  rule: 'Rule',
  model: 'Model',
  coverage: 'Coverage',
  docs: 'Docs',
};

/** One finding beside its code, with what it rests on and its suggestion. */
export function renderFinding({ finding, excerpt, id, context }: CardInput): string {
  const code = renderExcerpt(finding, excerpt, context);
  const classes = `s-${finding.severity} o-${finding.origin}${code === '' ? ' bare' : ''}`;
  const title = titleBeside(finding) || firstSentence(finding.message);
  const message = titleBeside(finding) === '' ? restOf(finding.message, title) : finding.message;
  return [
    `<article id="${id}" class="${classes}" tabindex="-1"><header>`,
    `<h3><span class="sev">${severityWords[finding.severity]}</span>${htmlProse(title)}</h3>`,
    `<p class="where">${renderPlace(finding)}</p></header>`,
    `<div class="said">${htmlParagraphs(message)}${renderBasis(finding, id)}</div>`,
    code,
    renderSuggestion(finding, excerpt),
    '</article>\n',
  ].join('');
}

/** An id for each card: its fingerprint, and a number where two have the same. */
export function cardIds(findings: readonly Pick<Finding, 'fingerprint'>[]): readonly string[] {
  const seen = new Map<string, number>();
  return findings.map(({ fingerprint }) => {
    const n = (seen.get(fingerprint) ?? 0) + 1;
    seen.set(fingerprint, n);
    const id = `f-${fingerprint.replace(/[^0-9a-z]/gi, '')}`;
    return n === 1 ? id : `${id}-${n}`;
  });
}

function renderPlace({ anchor, symbol }: Finding): string {
  const lines = anchor.side === 'file' ? 'whole file' : describeAnchor(anchor);
  const inside = symbol === '' ? '' : `, in <code>${htmlName(symbol)}</code>`;
  return `<span class="file">${htmlName(anchor.path)}</span>, ${lines}${inside}`;
}

function renderBasis(finding: Finding, id: string): string {
  const proof = finding.proof === null ? '' : `, proved: ${proofWords[finding.proof]}`;
  const facts = [
    `${originWords[finding.origin]} <code>${htmlName(finding.rule)}</code>`,
    finding.category,
    `${renderConfidence(finding.confidence)}${proof}`,
  ].join(' · ');
  const link = `<a class="link" href="#${id}" title="Link to this finding; a click copies it">#${escapeHtml(finding.fingerprint)}</a>`;
  return `<p class="meta">${facts} · ${link}</p>`;
}

function renderConfidence(confidence: Confidence | null): string {
  const words = describeConfidence(confidence);
  return `<span class="sure">${confidence === null ? words : `<b>${words}</b>`}</span>`;
}

/** The title was made from the beginning of the message: then the message goes on where the title ends. */
function firstSentence(message: string): string {
  return /^.*?[.!?](?=\s|$)/u.exec(message)?.[0].replace(/[.!?]+$/u, '') ?? message;
}

function restOf(message: string, title: string): string {
  return message.startsWith(title) ? message.slice(title.length).replace(/^[.!?]+\s*/u, '') : message;
}
