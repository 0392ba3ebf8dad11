import { describeConfidence } from '../../finding/describe-confidence.ts';
import { describeProof } from '../../finding/describe-proof.ts';
import type { Anchor, Finding } from '../../finding/finding.ts';
import { titleBeside } from '../../finding/title-beside.ts';
import { renderCodeBlock, renderCodeSpan } from '../../safety/escape-markdown.ts';
import { renderLine, renderProse } from '../../safety/render-prose.ts';
import { cutText } from './cut-text.ts';
import { fenceSuggestion } from './fence-suggestion.ts';

/**
 * Longest body of a comment, in UTF-16 units. GitHub's own words say 65,536 characters; the rest is for what an edit
 * puts around it.
 */
export const mostBodyCharacters = 60_000;

export interface CommentPlace {
  /** What the body begins with. */
  readonly marker: string;
  /** On the whole file, because its lines were refused or it has none: then the lines are said, and nothing is offered. */
  readonly isOnFile: boolean;
}

/** The body of a comment: what is wrong, how to mend it, and in small print what decided it. */
export function renderComment(finding: Finding, { marker, isOnFile }: CommentPlace): string {
  const fix = renderFix(finding, isOnFile);
  const render = (message: string): string =>
    [
      `${marker}\n${renderHead(finding)}`,
      ...(isOnFile && finding.anchor.side !== 'file' ? [describePlace(finding.anchor)] : []),
      renderProse(message),
      ...fix,
      renderFooter(finding),
    ]
      .filter((block) => block !== '')
      .join('\n\n');
  return render(cutText(finding.message, (message) => render(message).length <= mostBodyCharacters));
}

const words = { error: 'Error', warning: 'Warning', info: 'Note' } as const;

function renderHead(finding: Finding): string {
  const title = renderLine(titleBeside(finding));
  return title === '' ? `**${words[finding.severity]}**` : `**${words[finding.severity]}: ${title}**`;
}

function describePlace(anchor: Exclude<Anchor, { side: 'file' }>): string {
  const { startLine, endLine, side } = anchor;
  const lines = startLine === endLine ? `line ${startLine}` : `lines ${startLine} to ${endLine}`;
  return side === 'base' ? `About removed ${lines}.` : `About ${lines}.`;
}

function renderFix(finding: Finding, isOnFile: boolean): readonly string[] {
  if (finding.suggestion === null) return [];
  const { replacement, proof } = finding.suggestion;
  const fenced = fenceSuggestion(finding, replacement);
  if ('reason' in fenced) return [`A quick fix is not offered here: ${fenced.reason}.`];
  const head = `Quick fix (${describeProof(proof)})`;
  if (!isOnFile) return [`${head}:`, fenced.block];
  return replacement === '' ? [`${head}: delete it.`] : [`${head}:`, renderCodeBlock(replacement)];
}

/** The fingerprint is what a command to dismiss it names. */
function renderFooter({ category, rule, confidence, fingerprint }: Finding): string {
  const parts = [
    category,
    renderCodeSpan(rule),
    ...(confidence === null ? [] : [describeConfidence(confidence)]),
    renderCodeSpan(fingerprint),
  ];
  return `<sub>${parts.join(' · ')}</sub>`;
}
