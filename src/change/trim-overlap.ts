import { brokenDiff } from './broken-diff.ts';
import type { RawHunk } from './raw-file.ts';

/**
 * The hunk as it follows on `before`: without the context lines that `before` already shows.
 *
 * `git diff --function-context` sometimes grows two neighbours into each other (`@@ -1,7 +1,4 @@`, then
 * `@@ -7,7 +4,7 @@`): line 7 then stands in both, and an anchor on it would have two places.
 *
 * @throws GalleyError `broken-diff` when the hunks overlap in any other way: they must ascend on both sides.
 */
export function trimOverlap(before: RawHunk | undefined, hunk: RawHunk): RawHunk {
  if (before === undefined) return hunk;
  const base = overlap(before.baseStart, before.baseCount, hunk.baseStart, hunk.baseCount);
  const head = overlap(before.headStart, before.headCount, hunk.headStart, hunk.headCount);
  if (base <= 0 && head <= 0) return hunk;
  const from = base === head ? contextEnd(hunk.body, base) : undefined;
  if (from === undefined || from === hunk.body.length) {
    throw brokenDiff(hunk.line, 'A hunk begins before the end of the hunk above it.');
  }
  return {
    ...hunk,
    baseStart: hunk.baseStart + (hunk.baseCount === base ? base - 1 : base),
    baseCount: hunk.baseCount - base,
    headStart: hunk.headStart + (hunk.headCount === head ? head - 1 : head),
    headCount: hunk.headCount - head,
    body: hunk.body.slice(from),
  };
}

/** How many lines the second range repeats of the first. With a count of 0 the start is the line before the hunk. */
function overlap(start: number, count: number, nextStart: number, nextCount: number): number {
  const end = (count === 0 ? start + 1 : start) + count;
  return end - (nextCount === 0 ? nextStart + 1 : nextStart);
}

/** Offset behind the first lines of a body, or undefined when they are not all context. */
function contextEnd(body: string, lines: number): number | undefined {
  let at = 0;
  for (let count = 0; count < lines; count += 1) {
    if (body.charAt(at) !== ' ') return undefined;
    at = body.indexOf('\n', at) + 1;
  }
  return at;
}
