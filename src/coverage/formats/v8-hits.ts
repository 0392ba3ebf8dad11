import type { BranchHits, FileHits, FunctionHits, Place, StatementHits } from '../report.ts';
import { wholeLines } from './line-place.ts';
import type { V8Script } from './read-v8.ts';
import { flattenRanges, mostHits } from './v8-ranges.ts';

/** Tells where in the written code a piece of the code that ran stands; undefined for what nobody wrote. */
export interface V8Places {
  /** Pieces of the code that ran, each of one line of the written code. */
  readonly pieces: readonly { readonly start: number; readonly end: number; readonly line: number }[];
  readonly place: (start: number, end: number) => Place | undefined;
}

/**
 * What V8 counted for one file, told by lines, as its ranges know no statements: a line is reached when any piece of it
 * is. Each block is one arm of unknown meaning; an else that is not there is no block.
 *
 * @param scripts all runs of one file, of the same code
 */
export function v8Hits(path: string, scripts: readonly V8Script[], { pieces, place }: V8Places): FileHits {
  const runs = flattenRanges(scripts);
  const lines = new Map<number, number>();
  for (const { start, end, line } of pieces) {
    lines.set(line, Math.max(lines.get(line) ?? 0, mostHits(runs, start, end)));
  }
  const functions = new Map<string, FunctionHits>();
  const branches = new Map<string, BranchHits>();
  for (const { functionName, ranges } of scripts.flatMap((script) => script.functions)) {
    for (const [index, { startOffset, endOffset, count }] of ranges.entries()) {
      const found = place(startOffset, endOffset);
      if (found === undefined) continue;
      const key = `${startOffset} ${endOffset}`;
      // The first function without a name is the module itself.
      if (index === 0 && (functionName !== '' || startOffset > 0)) {
        const hits = count + (functions.get(key)?.hits ?? 0);
        functions.set(key, { name: functionName, declaration: headOf(found), body: found, hits });
      }
      const hits = mostHits(runs, startOffset, startOffset + 1);
      if (index > 0) branches.set(key, { kind: 'block', place: found, arms: [{ place: found, hits }] });
    }
  }
  return {
    path,
    unit: 'line',
    statements: [...lines]
      .sort(([a], [b]) => a - b)
      .map(([line, hits]): StatementHits => ({ place: wholeLines(line), hits })),
    functions: [...functions.values()],
    branches: [...branches.values()],
    certainty: 'low',
  };
}

function headOf(place: Place): Place {
  return { ...place, endLine: place.startLine, endColumn: undefined };
}

/** Where pieces of code stand in itself: for code that ran as it was written. */
export function placesInText(text: string): V8Places {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const pieces = starts.flatMap((start, index) => {
    const line = text.slice(start, starts[index + 1] ?? text.length);
    const from = start + line.length - line.trimStart().length;
    const end = start + line.trimEnd().length;
    return end > from ? [{ start: from, end, line: index + 1 }] : [];
  });
  return {
    pieces,
    place: (start, end) => {
      const [first, last] = [lineAt(starts, start), lineAt(starts, end)];
      return {
        startLine: first + 1,
        startColumn: start - (starts[first] ?? 0),
        endLine: last + 1,
        endColumn: end - (starts[last] ?? 0),
      };
    },
  };
}

/** The index of the line in which an offset lies. */
export function lineAt(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? Infinity) <= offset) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
