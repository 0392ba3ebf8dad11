import type { Side } from '../change/change.ts';
import type { ChunkLine } from '../change/chunk.ts';
import { normaliseQuote } from './fingerprint.ts';

/** Where a quote stands. Lines 1-based, inclusive, in one hunk of the diff. */
export interface Place {
  readonly found: 'in-change';
  readonly side: Side;
  readonly startLine: number;
  readonly endLine: number;
  readonly hunk: number;
  /** The lines as they stand in the code, joined by line feeds. */
  readonly quote: string;
}

/** `outside-the-change`: the quote is real code, but no line the diff shows. `nowhere`: the model made it up. */
export type QuoteLocation = Place | { readonly found: 'outside-the-change' } | { readonly found: 'nowhere' };

/** A quote with fewer letters and digits than this, such as `});`, could stand anywhere. */
const fewestTelling = 3;
const mostQuotedLines = 20;

/**
 * Finds the lines a model quoted: first letter by letter, then with spacing and a leading `+` or `-` forgiven, then as
 * part of a single line if only one line holds it.
 *
 * Added lines win over context, context over removed lines: a reviewer speaks about the new code. Where equal lines
 * compete, the first one of the winning kind is taken.
 */
export function locateQuote(lines: readonly ChunkLine[], quote: string): QuoteLocation {
  const wanted = normaliseQuote(quote);
  if ((wanted.match(/[\p{L}\p{N}]/gu)?.length ?? 0) < fewestTelling) return { found: 'nowhere' };
  const wantedLines = wanted.split('\n').slice(0, mostQuotedLines);
  const places = sides.flatMap((side) => runsOf(lines, side, quote, wantedLines));
  const best = places.sort((a, b) => a.rank - b.rank)[0];
  if (best) return best.place ?? { found: 'outside-the-change' };
  return partOfOneLine(lines, wanted) ?? { found: 'nowhere' };
}

const sides: readonly Side[] = ['head', 'base'];

interface Candidate {
  /** Lower is better. */
  readonly rank: number;
  /** Undefined when the lines are not all inside one hunk. */
  readonly place: Place | undefined;
}

function runsOf(
  lines: readonly ChunkLine[],
  side: Side,
  quote: string,
  wanted: readonly string[],
): Candidate[] {
  const own = lines.filter((line) => line.side === 'both' || line.side === side);
  const texts = own.map((line) => normaliseQuote(line.text));
  const variants = [wanted, wanted.map(withoutMarker)];
  const found: Candidate[] = [];
  for (let start = 0; start < own.length; start++) {
    const length = variants.map((variant) => runLength(texts, start, variant)).find((count) => count > 0);
    if (length === undefined) continue;
    const run = own.slice(start, start + length);
    found.push({ rank: rankOf(run, side, quote), place: placeOf(run, side) });
  }
  return found;
}

/** How many lines from `start` on spell `wanted`, blank lines passed over; 0 when they do not. */
function runLength(texts: readonly string[], start: number, wanted: readonly string[]): number {
  if (texts[start] !== wanted[0]) return 0;
  let position = start;
  for (const text of wanted) {
    while (texts[position] === '' && position < texts.length) position++;
    if (texts[position] !== text) return 0;
    position++;
  }
  return position - start;
}

function withoutMarker(line: string): string {
  return line.replace(/^[+-]\s?/, '');
}

function rankOf(run: readonly ChunkLine[], side: Side, quote: string): number {
  const changed = run.some((line) => line.side === side);
  const kind = changed ? (side === 'head' ? 0 : 4) : 2;
  const inDiff = run.every((line) => line.hunk !== undefined) ? 0 : 8;
  const exact = run.map((line) => line.text).join('\n') === quote ? 0 : 1;
  return inDiff + kind + exact;
}

function placeOf(run: readonly ChunkLine[], side: Side): Place | undefined {
  const first = run[0];
  const last = run.at(-1);
  const hunk = first?.hunk;
  if (!first || !last || hunk === undefined || run.some((line) => line.hunk !== hunk)) return undefined;
  const startLine = lineOn(first, side);
  const endLine = lineOn(last, side);
  if (startLine === undefined || endLine === undefined) return undefined;
  return {
    found: 'in-change',
    side,
    startLine,
    endLine,
    hunk,
    quote: run.map((line) => line.text).join('\n'),
  };
}

function lineOn(line: ChunkLine, side: Side): number | undefined {
  return side === 'head' ? line.headLine : line.baseLine;
}

function partOfOneLine(lines: readonly ChunkLine[], wanted: string): QuoteLocation | undefined {
  const part = withoutMarker(wanted);
  if (part.includes('\n') || (part.match(/[\p{L}\p{N}]/gu)?.length ?? 0) < fewestTelling) return undefined;
  const holders = lines.filter((line) => normaliseQuote(line.text).includes(part));
  const only = uniqueHolder(holders);
  if (!only) return undefined;
  return placeOf([only], only.side === 'base' ? 'base' : 'head') ?? { found: 'outside-the-change' };
}

/** The one line that holds the part, or the one added line among several. */
function uniqueHolder(holders: readonly ChunkLine[]): ChunkLine | undefined {
  if (holders.length === 1) return holders[0];
  const added = holders.filter((line) => line.side === 'head');
  return added.length === 1 ? added[0] : undefined;
}
