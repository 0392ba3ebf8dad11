import type { FileChange } from './change.ts';
import type { Outline } from './chunk.ts';
import { isDecorator, isLead } from './chunk-borders.ts';

/** Lines of a head file. 1-based, inclusive. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

/** Cutting looks no further than this beyond a hunk for the start of a statement, in lines: see cut-chunks.ts. */
const reach = 3;

/** Furthest that a decorated declaration may begin below its decorators, in lines: see chunk-units.ts. */
export const longestLead = 20;

/**
 * The lines of the head file whose scopes and statements decide how a file is cut: those of its hunks, a few around
 * them, and what the comments and decorators among them belong to. Ascending, without overlaps.
 */
export function outlineLines(file: FileChange, headText: string): LineRange[] {
  const lines = headText.split('\n');
  const textOf = (line: number): string => lines[line - 1] ?? '';
  return join(
    file.hunks.map(({ headStart, headCount }) => {
      const first = Math.max(1, headStart - reach);
      const last = Math.max(headStart, headStart + headCount - 1) + reach;
      return { first, last: growDown(first, last, lines.length, textOf) };
    }),
  );
}

function growDown(first: number, last: number, count: number, textOf: (line: number) => string): number {
  let end = last;
  for (let line = end; line >= Math.max(first - longestLead, 1); line--) {
    if (!isDecorator(textOf(line))) continue;
    end += longestLead;
    break;
  }
  while (end < count && isLead(textOf(end))) end++;
  return end;
}

/**
 * Where a function with decorators begins depends on what stands right above it, however far from a hunk: the ranges
 * and those lines, or the very same ranges when there is no such function.
 *
 * @param outline as read with `ranges`
 */
export function withDecorated(
  ranges: readonly LineRange[],
  { scopes, statementStarts }: Outline,
  headText: string,
): readonly LineRange[] {
  const lines = headText.split('\n');
  const starts = new Set(statementStarts);
  const leads = scopes.flatMap(({ kind, startLine }) => {
    const isPlain = starts.has(startLine) && !isDecorator(lines[startLine - 2] ?? '');
    if (kind !== 'function' || isPlain) return [];
    return [{ first: Math.max(1, startLine - longestLead), last: startLine }];
  });
  return leads.length === 0 ? ranges : join([...ranges, ...leads].sort((a, b) => a.first - b.first));
}

/** Makes one of ranges that overlap or touch; they are ordered by their first line. */
function join(ranges: readonly LineRange[]): LineRange[] {
  const joined: LineRange[] = [];
  for (const { first, last } of ranges) {
    const before = joined.at(-1);
    if (before === undefined || first > before.last + 1) joined.push({ first, last });
    else joined[joined.length - 1] = { first: before.first, last: Math.max(before.last, last) };
  }
  return joined;
}
