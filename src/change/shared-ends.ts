/** How many elements two lists have in common at their beginning, and behind that at their end. */
export interface SharedEnds {
  readonly head: number;
  readonly tail: number;
}

/** What both lists begin and end with; no element counts twice, so that head and tail fit into the shorter one. */
export function sharedEnds(before: readonly string[], after: readonly string[]): SharedEnds {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return { head, tail };
}
