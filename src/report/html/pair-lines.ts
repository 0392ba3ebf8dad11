import { sharedEnds } from '../../change/shared-ends.ts';

/** A row of a side-by-side diff; undefined: this side has no line here. */
export interface LinePair {
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** A line in three parts: what both sides begin with, what differs, what both end with. */
export type LineParts = readonly [head: string, middle: string, tail: string];

/** Lines side by side: what both begin and end with stands level, what lies between from its top. */
export function pairLines(before: readonly string[], after: readonly string[]): LinePair[] {
  const { head, tail } = sharedEnds(before, after);
  const oldMiddle = before.slice(head, before.length - tail);
  const newMiddle = after.slice(head, after.length - tail);
  const middle = Array.from({ length: Math.max(oldMiddle.length, newMiddle.length) }, (_, index) => ({
    before: oldMiddle[index],
    after: newMiddle[index],
  }));
  const same = (line: string): LinePair => ({ before: line, after: line });
  return [...before.slice(0, head).map(same), ...middle, ...before.slice(before.length - tail).map(same)];
}

/** Both lines split where they begin and end to differ, never inside a character. */
export function splitParts(before: string, after: string): readonly [LineParts, LineParts] {
  const old = Array.from(before);
  const now = Array.from(after);
  const { head, tail } = sharedEnds(old, now);
  const cut = (units: readonly string[]): LineParts => [
    units.slice(0, head).join(''),
    units.slice(head, units.length - tail).join(''),
    units.slice(units.length - tail).join(''),
  ];
  return [cut(old), cut(now)];
}
