import type { FileChange, Hunk } from '../change/change.ts';
import type { LineRange } from '../change/outline-lines.ts';

/** Neighbouring added lines of one hunk. */
export interface AddedRun extends LineRange {
  readonly hunk: Hunk;
}

/** The added lines of a file, in ascending order; empty when it only lost lines. */
export function addedRuns(file: FileChange): AddedRun[] {
  const runs: { first: number; last: number; hunk: Hunk }[] = [];
  for (const hunk of file.hunks) {
    for (const { side, headLine } of hunk.lines) {
      if (side !== 'head' || headLine === undefined) continue;
      const run = runs.at(-1);
      if (run?.hunk === hunk && run.last === headLine - 1) run.last = headLine;
      else runs.push({ first: headLine, last: headLine, hunk });
    }
  }
  return runs;
}

/** The text of all added lines: what hints are looked up in. */
export function addedText(file: FileChange): string {
  const added = file.hunks.flatMap((hunk) => hunk.lines.filter((line) => line.side === 'head'));
  return added.map((line) => line.text).join('\n');
}

/** The head lines that a hunk shows, added or not; undefined when it shows none. */
export function shownLines({ headStart, headCount }: Hunk): LineRange | undefined {
  return headCount === 0 ? undefined : { first: headStart, last: headStart + headCount - 1 };
}
