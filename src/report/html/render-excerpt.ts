import type { LineSide } from '../../change/change.ts';
import type { Finding } from '../../finding/finding.ts';
import type { Excerpt, ExcerptLine } from '../../review/review.ts';
import { htmlCode } from './escape-html.ts';

const signs: Readonly<Record<LineSide, string>> = { base: '−', head: '+', both: ' ' };
const classes: Readonly<Record<LineSide, string>> = { base: ' class="d"', head: ' class="a"', both: '' };

/**
 * The code with the lines of the finding marked, by a sign too and not by colour alone. Where no excerpt is known, the
 * quote stands for it.
 *
 * @param context most lines shown above and below the marked ones
 */
export function renderExcerpt(finding: Finding, excerpt: Excerpt, context: number): string {
  const lines = trim(excerpt.length > 0 ? excerpt : fromQuote(finding), context);
  if (lines.length === 0) return '';
  const width = Math.max(...lines.map(({ line }) => String(line).length));
  return `<pre class="code"><code>${lines.map((line) => renderLine(line, width)).join('')}</code></pre>`;
}

function renderLine({ side, line, text, isMarked }: ExcerptLine, width: number): string {
  const gutter = `<i>${isMarked ? '›' : ' '}${String(line).padStart(width)} ${signs[side]}</i>`;
  const element = isMarked ? 'mark' : 'span';
  return `<${element}${classes[side]}>${gutter}${htmlCode(text)}</${element}>`;
}

function fromQuote({ anchor, quote }: Finding): Excerpt {
  if (anchor.side === 'file' || quote === '') return [];
  const { side, startLine } = anchor;
  return quote
    .split(/\r?\n/)
    .slice(0, 60)
    .map((text, index) => ({ side, line: startLine + index, text: text.slice(0, 400), isMarked: true }));
}

function trim(excerpt: Excerpt, context: number): Excerpt {
  const first = excerpt.findIndex((line) => line.isMarked);
  const last = excerpt.findLastIndex((line) => line.isMarked);
  return first < 0 ? excerpt : excerpt.slice(Math.max(0, first - context), last + 1 + context);
}
