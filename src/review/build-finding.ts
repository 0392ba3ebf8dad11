import type { Hunk, Side } from '../change/change.ts';
import { countOccurrence } from '../finding/count-occurrence.ts';
import { enclosingScopes, enclosingSymbol } from '../finding/enclosing-symbol.ts';
import { fingerprintOf } from '../finding/fingerprint.ts';
import type { Finding } from '../finding/finding.ts';
import type { PreparedFile } from './prepare-files.ts';

export interface FindingPlace {
  readonly side: Side;
  /** 1-based, inclusive. */
  readonly startLine: number;
  readonly endLine: number;
  readonly quote: string;
  /** Where no parser knows the file: the symbol of the Chunk. */
  readonly symbol: string;
}

type Said = Pick<Finding, 'severity' | 'category' | 'rule' | 'title' | 'message' | 'origin'>;

/** Gives a problem its place, symbol and fingerprint. Confidence and proof are for later steps to add. */
export function buildFinding(prepared: PreparedFile, place: FindingPlace, said: Said): Finding {
  const { path } = prepared.file;
  const { side, startLine, endLine, quote } = place;
  const symbol = symbolOf(prepared, place);
  const occurrence = occurrenceOf(prepared, place);
  return {
    ...said,
    anchor: { path, side, startLine, endLine },
    quote,
    symbol,
    fingerprint: fingerprintOf({ path, symbol, category: said.category, quote, occurrence }),
    confidence: null,
    proof: null,
    suggestion: null,
  };
}

function symbolOf(prepared: PreparedFile, place: FindingPlace): string {
  if (place.side === 'head' && prepared.outline) return enclosingSymbol(prepared.outline, place.startLine);
  return place.symbol;
}

/** Counted in the symbol where the file is known, else in the lines of the same side that the diff shows. */
function occurrenceOf(prepared: PreparedFile, place: FindingPlace): number {
  if (place.side === 'head' && prepared.headText !== undefined) {
    const scope = prepared.outline && enclosingScopes(prepared.outline, place.startLine).at(-1);
    const first = scope?.startLine ?? 1;
    const lines = prepared.headText.split('\n').slice(first - 1, scope?.endLine);
    return countOccurrence(lines, place.startLine - first, place.quote);
  }
  const shown = prepared.file.hunks.flatMap((hunk) => linesOf(hunk, place.side));
  const before = shown.findIndex((line) => line.number === place.startLine);
  const texts = shown.map((line) => line.text);
  return countOccurrence(texts, Math.max(before, 0), place.quote);
}

function linesOf(hunk: Hunk, side: Side): { readonly text: string; readonly number: number | undefined }[] {
  return hunk.lines
    .filter((line) => line.side === 'both' || line.side === side)
    .map((line) => ({ text: line.text, number: side === 'head' ? line.headLine : line.baseLine }));
}
