import type { Place } from '../../coverage/report.ts';
import type { Span } from './facts-table.ts';

/** Turns offsets of a text, in UTF-16 units, into lines and columns. */
export interface LineTable {
  readonly count: number;
  /** 1-based. */
  lineAt(offset: number): number;
  placeOf(span: Span): ExactPlace;
}

/** A Place whose columns are known. */
export type ExactPlace = Place & { readonly startColumn: number; readonly endColumn: number };

export function createLineTable(text: string): LineTable {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  /** 0-based. */
  const rowAt = (offset: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  return {
    count: starts.length,
    lineAt: (offset) => rowAt(offset) + 1,
    placeOf({ start, end }) {
      const [first, last] = [rowAt(start), rowAt(end)];
      return {
        startLine: first + 1,
        startColumn: start - (starts[first] ?? 0),
        endLine: last + 1,
        endColumn: end - (starts[last] ?? 0),
      };
    },
  };
}
