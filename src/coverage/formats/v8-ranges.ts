import type { V8Script } from './read-v8.ts';

/** From here on, up to the next one, code ran this often. */
export interface V8Run {
  readonly start: number;
  readonly count: number;
}

type Range = V8Script['functions'][number]['ranges'][number];

/**
 * How often each piece of a script ran, over all its runs: pieces in order, the first at 0, the last without hits behind
 * the end. Of ranges within each other the innermost one counts.
 */
export function flattenRanges(scripts: readonly V8Script[]): V8Run[] {
  const changes = new Map<number, number>();
  for (const script of scripts) {
    let before = 0;
    for (const { start, count } of flattenScript(script)) {
      changes.set(start, (changes.get(start) ?? 0) + count - before);
      before = count;
    }
  }
  let count = 0;
  return [...changes]
    .sort(([a], [b]) => a - b)
    .map(([start, change]) => {
      count += change;
      return { start, count };
    });
}

function flattenScript({ functions }: V8Script): V8Run[] {
  const ranges = functions
    .flatMap((one): readonly Range[] => one.ranges)
    .filter((one) => one.endOffset > one.startOffset)
    .sort((a, b) => a.startOffset - b.startOffset || b.endOffset - a.endOffset);
  const runs: V8Run[] = [];
  const open: Range[] = [];
  const closeUntil = (offset: number): void => {
    for (let inner = open.at(-1); inner !== undefined && inner.endOffset <= offset; inner = open.at(-1)) {
      open.pop();
      runs.push({ start: inner.endOffset, count: open.at(-1)?.count ?? 0 });
    }
  };
  for (const range of ranges) {
    closeUntil(range.startOffset);
    open.push(range);
    runs.push({ start: range.startOffset, count: range.count });
  }
  closeUntil(Infinity);
  return runs;
}

/** The largest count of any piece of `[start, end)`. */
export function mostHits(runs: readonly V8Run[], start: number, end: number): number {
  let [low, high] = [0, runs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle]?.start ?? Infinity) <= start) low = middle + 1;
    else high = middle;
  }
  let most = runs[low - 1]?.count ?? 0;
  for (let at = low; at < runs.length && (runs[at]?.start ?? Infinity) < end; at++) {
    // Pieces that begin at one place have no length, but for the last.
    if (runs[at + 1]?.start !== runs[at]?.start) most = Math.max(most, runs[at]?.count ?? 0);
  }
  return most;
}
