import { findLine, findPosition } from './legal-lines.ts';
import type { Hunk, RowPlace } from './legal-lines.ts';
import type { Place, Side } from './state/comments.ts';

/** Where a caller wants a comment: `line` with its side and perhaps a start, or the legacy `position`. */
export interface WantedPlace {
  readonly path: string;
  readonly line?: number | undefined;
  readonly side?: Side | undefined;
  readonly startLine?: number | undefined;
  readonly startSide?: Side | undefined;
  readonly position?: number | undefined;
}

/** What is wrong with a wanted place. */
export type PlaceFault =
  | 'path'
  | 'line'
  | 'position'
  | 'start-line'
  | 'start-not-before-end'
  | 'start-in-other-hunk'
  | 'side-without-line';

export interface Placed {
  readonly place: Place;
  readonly diffHunk: string;
}

/**
 * Applies the forge's rules for where a comment may stand.
 *
 * `hunksOf` gives the hunks of a path on the head side (of a removed file, on the base side); undefined: the diff
 * does not name it. `/dev/null`, as everything that is no such path, is no path. A line on the LEFT is a removed or a
 * context line, on the RIGHT an added or a context line; a range runs from a row to a later row of the same hunk.
 */
export function placeComment(
  wanted: WantedPlace,
  hunksOf: (path: string) => readonly Hunk[] | undefined,
): Placed | PlaceFault {
  const hunks = hunksOf(wanted.path);
  if (hunks === undefined) return 'path';
  if (wanted.line === undefined) return placeByPosition(wanted, hunks);
  const side = wanted.side ?? 'RIGHT';
  const end = findLine(hunks, side, wanted.line);
  if (end === undefined) return 'line';
  if (wanted.startLine === undefined)
    return wanted.startSide === undefined ? placed(hunks, end, side) : 'start-line';
  const startSide = wanted.startSide ?? side;
  if (startSide === side && wanted.startLine >= wanted.line) return 'start-not-before-end';
  const start = findLine(hunks, startSide, wanted.startLine);
  if (start === undefined) return 'start-line';
  if (start.hunk !== end.hunk) return 'start-in-other-hunk';
  if (start.row >= end.row) return 'start-not-before-end';
  return placed(hunks, end, side, { line: wanted.startLine, side: startSide });
}

function placeByPosition(wanted: WantedPlace, hunks: readonly Hunk[]): Placed | PlaceFault {
  if (wanted.side !== undefined || wanted.startLine !== undefined) return 'side-without-line';
  if (wanted.position === undefined) return 'position';
  const at = findPosition(hunks, wanted.position);
  if (at === undefined) return 'position';
  const row = hunks[at.hunk]?.rows[at.row];
  return placed(hunks, at, row?.head === null ? 'LEFT' : 'RIGHT');
}

function placed(
  hunks: readonly Hunk[],
  at: RowPlace,
  side: Side,
  start?: { line: number; side: Side },
): Placed {
  const hunk = hunks[at.hunk];
  const row = hunk?.rows[at.row];
  if (hunk === undefined || row === undefined) throw new Error('a row that was found is gone');
  return {
    place: {
      line: side === 'LEFT' ? row.base : row.head,
      side,
      startLine: start?.line ?? null,
      startSide: start?.side ?? null,
      position: row.position,
    },
    diffHunk: [hunk.header, ...hunk.texts.slice(0, at.row + 1)].join('\n'),
  };
}
