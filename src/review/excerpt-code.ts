import type { Hunk, Line } from '../change/change.ts';
import type { Anchor, Finding } from '../finding/finding.ts';
import type { PreparedFile } from './prepare-files.ts';
import type { Excerpt, ExcerptLine } from './review.ts';

/** Lines shown above and below those that a finding points at. */
export const excerptContext = 4;
const mostLines = 60;
const mostCharacters = 400;

type LineAnchor = Exclude<Anchor, { readonly side: 'file' }>;
type Prepared = Pick<PreparedFile, 'file' | 'headText'>;

/**
 * The code around each finding, for people: one Excerpt a finding, in the same order. Empty for a finding about a
 * whole file, or one that no hunk holds. `files` are masked, and so is what comes out.
 */
export function excerptCode(
  findings: readonly Pick<Finding, 'anchor'>[],
  files: readonly Prepared[],
): Excerpt[] {
  const byPath = new Map(files.map((prepared) => [prepared.file.path, prepared]));
  const texts = new Map<string, readonly string[]>();
  const headLinesOf = ({ file, headText }: Prepared): readonly string[] => {
    const known = texts.get(file.path) ?? (headText ?? '').replace(/\n$/, '').split('\n');
    texts.set(file.path, known);
    return headText === undefined ? [] : known;
  };
  return findings.map(({ anchor }) => {
    const prepared = byPath.get(anchor.path);
    if (prepared === undefined || anchor.side === 'file') return [];
    const isMarked = (line: Line): boolean => isAt(anchor, line);
    const hunk = prepared.file.hunks.find((one) => one.lines.some(isMarked));
    return hunk === undefined ? [] : cutExcerpt(hunk, isMarked, headLinesOf(prepared)).slice(0, mostLines);
  });
}

function isAt({ side, startLine, endLine }: LineAnchor, line: Line): boolean {
  const number = side === 'head' ? line.headLine : line.baseLine;
  return number !== undefined && startLine <= number && number <= endLine;
}

/** Lines of the hunk; where it ends too early, of the head file around it. */
function cutExcerpt(hunk: Hunk, isMarked: (line: Line) => boolean, head: readonly string[]): ExcerptLine[] {
  const first = hunk.lines.findIndex(isMarked);
  const last = hunk.lines.findLastIndex(isMarked);
  const own = hunk.lines.slice(Math.max(0, first - excerptContext), last + 1 + excerptContext);
  const missingAbove = Math.max(0, excerptContext - first);
  const missingBelow = Math.max(0, last + 1 + excerptContext - hunk.lines.length);
  // With no lines of the head side, its start is the line before the hunk.
  const above = hunk.headCount === 0 ? hunk.headStart : hunk.headStart - 1;
  const below = above + hunk.headCount;
  return [
    ...around(head, above - missingAbove, above),
    ...own.map((line) => toExcerptLine(line, isMarked(line))),
    ...around(head, below, below + missingBelow),
  ];
}

/** Unchanged lines `from + 1` to `to` of the head file. */
function around(head: readonly string[], from: number, to: number): ExcerptLine[] {
  const start = Math.max(0, from);
  return head.slice(start, Math.max(start, to)).map((text, index) => ({
    side: 'both',
    line: start + index + 1,
    text: shorten(text),
    isMarked: false,
  }));
}

function toExcerptLine({ side, text, baseLine, headLine }: Line, isMarked: boolean): ExcerptLine {
  const line = (side === 'base' ? baseLine : headLine) ?? 0;
  return { side, line, text: shorten(text), isMarked };
}

/** Minified code has lines that nobody reads to their end. */
function shorten(text: string): string {
  const line = text.replace(/\r$/, '');
  return line.length <= mostCharacters ? line : `${line.slice(0, mostCharacters)}…`;
}
