import type { Finding, Proof } from '../../finding/finding.ts';
import type { Excerpt } from '../../review/review.ts';
import { escapeHtml, htmlCode } from './escape-html.ts';
import { pairLines, splitParts, type LinePair, type LineParts } from './pair-lines.ts';

const mostRows = 200;
/** As in an Excerpt, so that a long line stands beside its like. */
const mostCharacters = 400;

export const proofWords: Readonly<Record<Proof, string>> = {
  parsed: 'the code parses with it',
  typed: 'it passes the type checker',
  rescored: 'asked again, the model objects no more',
  ran: 'it was run',
};

/** The lines as they are beside the lines as they could be; empty for a finding without a suggestion. */
export function renderSuggestion({ suggestion, quote }: Finding, excerpt: Excerpt): string {
  if (suggestion === null) return '';
  const marked = excerpt.filter((line) => line.isMarked).map((line) => line.text);
  const before = marked.length > 0 ? marked : toLines(quote);
  const after = toLines(suggestion.replacement);
  const pairs = pairLines(before, after);
  const rest = pairs.length - mostRows;
  const more = rest > 0 ? `<tr><td>… ${rest} more<td>… ${rest} more` : '';
  const what = after.length === 0 ? 'Suggestion: delete' : 'Suggestion';
  const caption = `<b>${what}</b>, checked: ${escapeHtml(proofWords[suggestion.proof])}`;
  return `<table class="diff"><caption>${caption}</caption><thead><tr><th scope="col">now<th scope="col">suggested</thead><tbody>${pairs
    .slice(0, mostRows)
    .map(renderPair)
    .join('')}${more}</table>`;
}

/** A last line feed ends the last line; an empty text has no line. */
function toLines(text: string): readonly string[] {
  if (text === '') return [];
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/);
  return lines.map((line) => (line.length <= mostCharacters ? line : `${line.slice(0, mostCharacters)}…`));
}

function renderPair({ before, after }: LinePair): string {
  if (before !== undefined && before === after) {
    const cell = `<td class="same"><i> </i>${htmlCode(before)}`;
    return `<tr>${cell}${cell}`;
  }
  const [old, now] = before === undefined || after === undefined ? [] : splitParts(before, after);
  return `<tr>${renderCell(before, old, 'd', '−', 'del')}${renderCell(after, now, 'a', '+', 'ins')}`;
}

function renderCell(
  line: string | undefined,
  parts: LineParts | undefined,
  side: 'a' | 'd',
  sign: string,
  element: 'ins' | 'del',
): string {
  if (line === undefined) return '<td>';
  const [head, middle, tail] = parts ?? [line, '', ''];
  const changed = middle === '' ? '' : `<${element}>${htmlCode(middle)}</${element}>`;
  return `<td class="${side}"><i>${sign}</i>${htmlCode(head)}${changed}${htmlCode(tail)}`;
}
