import { borderCost } from './chunk-borders.ts';
import type { Rows } from './chunk-rows.ts';
import { isChanged } from './chunk-rows.ts';

export interface SplitLimits {
  /** Most tokens of one piece. A single row above it stands alone. */
  readonly capacity: number;
  /** Most changed rows that stretches of neighbours may bring into one piece together. */
  readonly maxPacked: number;
  readonly isStatement: (line: number) => boolean;
}

/**
 * Cuts ascending row indexes into pieces within the limits: where the rows have a gap, else at the best border in the
 * later half of a full piece. Pieces without a changed row are left out.
 */
export function splitRows(rows: Rows, picked: readonly number[], limits: SplitLimits): number[][] {
  const pieces: number[][] = [];
  let piece: number[] = [];
  let cost = 0;
  const close = (at: number): void => {
    pieces.push(piece.slice(0, at));
    piece = piece.slice(at);
    cost = piece.reduce((sum, index) => sum + rows.cost(index), 0);
  };
  const packed = changesOfStretches(rows, picked);
  let changes = 0;
  for (const [position, index] of picked.entries()) {
    const stretch = packed[position];
    if (stretch !== undefined) {
      if (piece.length > 0 && changes > 0 && changes + stretch > limits.maxPacked) {
        close(piece.length);
        changes = 0;
      }
      changes += stretch;
    }
    while (piece.length > 0 && cost + rows.cost(index) > limits.capacity) {
      close(bestCut(rows, piece, index, limits));
      changes = stretch ?? 0;
    }
    piece.push(index);
    cost += rows.cost(index);
  }
  pieces.push(piece);
  return pieces.filter((one) => one.some((index) => isChangedAt(rows, index)));
}

/** Where a stretch of adjacent rows begins: how many changed rows it has. Undefined elsewhere. */
function changesOfStretches(rows: Rows, picked: readonly number[]): (number | undefined)[] {
  const counts = new Array<number | undefined>(picked.length).fill(undefined);
  let start = 0;
  for (const [position, index] of picked.entries()) {
    if (isGap(rows, picked[position - 1], index)) {
      start = position;
      counts[start] = 0;
    }
    if (isChangedAt(rows, index)) counts[start] = (counts[start] ?? 0) + 1;
  }
  return counts;
}

function isChangedAt(rows: Rows, index: number): boolean {
  const row = rows.all[index];
  return row !== undefined && isChanged(row);
}

/** Rows are neighbours when nothing of the file lies between them. Hunks alone leave unseen lines between two hunks. */
function isGap(rows: Rows, before: number | undefined, index: number): boolean {
  if (before === undefined || before + 1 !== index) return true;
  return !rows.whole && rows.all[before]?.hunk !== rows.all[index]?.hunk;
}

/** How many rows of a full piece to keep; `next` is the row that no longer fits. */
function bestCut(rows: Rows, piece: readonly number[], next: number, limits: SplitLimits): number {
  let best = piece.length;
  let least = Infinity;
  for (let at = piece.length; at > piece.length / 2; at--) {
    const [before, index] = [piece[at - 1], piece[at] ?? next];
    const [above, row] = [rows.all[before ?? 0], rows.all[index]];
    if (above === undefined || row === undefined) continue;
    const cost = isGap(rows, before, index) ? -1 : borderCost(above, row, limits.isStatement);
    if (cost < least) [best, least] = [at, cost];
  }
  return best;
}
