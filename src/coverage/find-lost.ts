import type { FileChange, Hunk } from '../change/change.ts';
import type { LostLines } from './gap.ts';
import type { FileHits } from './report.ts';

/**
 * Unchanged lines of which everything was reached at the base, and something is not at the head.
 *
 * @param base by lines of the base file
 */
export function findLost(file: FileChange, base: FileHits, head: FileHits): LostLines[] {
  const before = reachedLines(base);
  const baseLineOf = createBaseLineOf(file);
  const lost = [...reachedLines(head)]
    .filter(([, isReached]) => !isReached)
    .map(([line]) => line)
    .filter((line) => before.get(baseLineOf(line) ?? 0) === true)
    .sort((a, b) => a - b);
  const found: { path: string; startLine: number; endLine: number }[] = [];
  for (const line of lost) {
    const last = found.at(-1);
    if (last?.endLine === line - 1) last.endLine = line;
    else found.push({ path: file.path, startLine: line, endLine: line });
  }
  return found;
}

/** By line, whether all that starts there is reached. */
function reachedLines({ statements }: FileHits): Map<number, boolean> {
  const lines = new Map<number, boolean>();
  for (const { place, hits } of statements)
    lines.set(place.startLine, (lines.get(place.startLine) ?? true) && hits > 0);
  return lines;
}

/** The line of the base file that an unchanged line of the head file is; undefined for one that is new. */
function createBaseLineOf({ hunks }: FileChange): (line: number) => number | undefined {
  const shown = new Map(
    hunks.flatMap(({ lines }) =>
      lines.flatMap(({ headLine, baseLine }) =>
        headLine === undefined ? [] : [[headLine, baseLine] as const],
      ),
    ),
  );
  return (line) => {
    if (shown.has(line)) return shown.get(line);
    const above = hunks.filter((hunk) => lastLine(hunk) < line);
    return line - above.reduce((shift, { headCount, baseCount }) => shift + headCount - baseCount, 0);
  };
}

/** Of a hunk that only removes, the line before it. */
function lastLine({ headStart, headCount }: Hunk): number {
  return headCount === 0 ? headStart : headStart + headCount - 1;
}
