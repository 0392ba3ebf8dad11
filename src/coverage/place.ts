import type { Place } from './report.ts';

/** By start; of two that start together the longer one comes first: outer before inner. */
export function comparePlaces(a: Place, b: Place): number {
  return compareStarts(a, b) || compareEnds(b, a);
}

export function compareStarts(a: Place, b: Place): number {
  return a.startLine - b.startLine || (a.startColumn ?? 0) - (b.startColumn ?? 0);
}

export function compareEnds(a: Place, b: Place): number {
  return a.endLine - b.endLine || sign(a.endColumn ?? Infinity, b.endColumn ?? Infinity);
}

/** Whether `inner` stands in `outer`, or is the very same place. */
export function containsPlace(outer: Place, inner: Place): boolean {
  return compareStarts(outer, inner) <= 0 && compareEnds(outer, inner) >= 0;
}

export function isSamePlace(a: Place, b: Place): boolean {
  return compareStarts(a, b) === 0 && compareEnds(a, b) === 0;
}

/** Whether `inner` begins in `outer`. */
export function startsIn(outer: Place, inner: Place): boolean {
  return compareStarts(outer, inner) <= 0 && isBefore(inner, outer);
}

/** Whether the first place begins before the second one ends. */
function isBefore(first: Place, second: Place): boolean {
  return (
    first.startLine < second.endLine ||
    (first.startLine === second.endLine && (first.startColumn ?? 0) < (second.endColumn ?? Infinity))
  );
}

/** Infinities are equal, and their difference is no number. */
function sign(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
