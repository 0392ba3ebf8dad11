import { addedLines } from '../../../coverage/added-lines.ts';
import type { Gap } from '../../../coverage/gap.ts';
import type { FileHits } from '../../../coverage/report.ts';
import { escapeHtml, htmlCode } from '../../html/escape-html.ts';
import { describeGap } from '../describe-coverage.ts';
import type { SourceFile } from '../source-file.ts';
import { cutWindows, type Window } from './cut-windows.ts';
import { markLines, type MarkedLine } from './mark-lines.ts';

/** Lines shown above and below what the change added. */
const context = 3;
/** Of longer files only what is near the change is on the page. */
const mostLines = 3000;
/** Minified code has lines that nobody reads to their end. */
const mostCharacters = 400;

/** The code of a file: what the change added and what is near it at once, the rest behind a click. */
export function renderSource({ file, text, hits, facts }: SourceFile, gaps: readonly Gap[]): string {
  const lines = markLines(text ?? '', gaps, hits);
  const reached = reachedLines(hits);
  const added = addedLines(file, facts);
  const isAdded = (line: number): boolean => added.isLive(line);
  const interest = lines
    .filter(({ line, marks, gaps: here }) => isAdded(line) || marks.length + here.length > 0)
    .map(({ line }) => line);
  const width = String(lines.length).length;
  const render = (line: MarkedLine): string => renderLine(line, { isAdded, reached, width });
  return cutWindows(interest, lines.length, context)
    .map((window) => renderWindow(window, lines, render))
    .join('');
}

function renderWindow(
  { first, last, isShown }: Window,
  lines: readonly MarkedLine[],
  render: (line: MarkedLine) => string,
): string {
  const block = (): string =>
    `<pre class="code"><code>${lines
      .slice(first - 1, last)
      .map(render)
      .join('')}</code></pre>`;
  if (isShown) return block();
  const words = `lines ${first}–${last}`;
  if (lines.length > mostLines) return `<p class="rest">${words}</p>`;
  return `<details class="rest"><summary>${words}</summary>${block()}</details>`;
}

interface LineFacts {
  readonly isAdded: (line: number) => boolean;
  readonly reached: ReadonlySet<number>;
  readonly width: number;
}

/** A sign beside each line, so that nothing is told by colour alone; what is wrong stands below it in words. */
function renderLine(line: MarkedLine, { isAdded, reached, width }: LineFacts): string {
  const added = isAdded(line.line);
  const isMissed = line.marks.length > 0;
  const isPartly = line.gaps.length > 0 || (isMissed && reached.has(line.line));
  const state =
    isPartly && !isMissed ? 'partly' : isMissed ? 'missed' : added && reached.has(line.line) ? 'hit' : '';
  const gutter = `<i>${String(line.line).padStart(width)} ${added ? '+' : ' '}${signs[state]}</i>`;
  const name = state === '' ? '' : ` class="${state}"`;
  return `<span${name}>${gutter}${renderMarks(line)}</span>${line.gaps.map((gap) => renderNote(gap, width)).join('')}`;
}

const signs = { hit: '✓', missed: '✗', partly: '±', '': ' ' } as const;

function renderMarks({ text, marks }: MarkedLine): string {
  const shown = text.slice(0, mostCharacters);
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of marks.filter((mark) => mark.start < shown.length)) {
    parts.push(htmlCode(shown.slice(at, start)), `<mark>${htmlCode(shown.slice(start, end))}</mark>`);
    at = end;
  }
  return `${parts.join('')}${htmlCode(shown.slice(at))}${text.length > mostCharacters ? '…' : ''}`;
}

/** Of a statement that needs nothing its mark tells everything. */
function renderNote(gap: Gap, width: number): string {
  if (gap.kind === 'statement' && gap.certainty === 'high' && gap.condition === '') return '';
  return `<span class="why"><i>${' '.repeat(width + 3)}</i>↳ ${escapeHtml(describeGap(gap))}</span>`;
}

function reachedLines(hits: FileHits | undefined): ReadonlySet<number> {
  const reached = hits?.statements.filter((one) => one.hits > 0) ?? [];
  return new Set(reached.map(({ place }) => place.startLine));
}
