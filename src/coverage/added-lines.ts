import type { FileChange, Hunk, Line } from '../change/change.ts';
import type { CodeFacts } from './code-facts.ts';
import type { Place } from './report.ts';
import { isOnlyRespaced } from './respaced-lines.ts';

/** The head lines that a Change adds to one file. */
export interface AddedLines {
  /** Ascending: those on which something runs, and that are new but for their white space. */
  readonly live: readonly number[];
  isLive(line: number): boolean;
  /** The live ones that a place touches, ascending. */
  within(place: Place): readonly number[];
  /** Whether both lines are shown in one hunk, and all between them are new, or nothing runs there. */
  areJoined(line: number, later: number): boolean;
  /** The last line up to `limit` that is new and joined with this one. */
  lastJoined(line: number, limit: number): number;
  /** The last of the lines right behind this one, up to `limit`, that are new and on which nothing runs. */
  lastQuiet(line: number, limit: number): number;
}

/** Without `facts` only blank lines are known to hold nothing that runs. */
export function addedLines({ hunks }: FileChange, facts: CodeFacts | undefined): AddedLines {
  const added = new Set<number>();
  const live: number[] = [];
  /** Of every head line that the diff shows. */
  const hunkOf = new Map<number, number>();
  const isInert = (line: number, text: string): boolean => facts?.inertLines.has(line) ?? text.trim() === '';
  const passable = new Set<number>();
  hunks.forEach((hunk, index) => {
    const respaced = facts === undefined ? new Set<Line>() : respacedIn(hunk, facts);
    for (const line of hunk.lines) {
      if (line.headLine === undefined) continue;
      hunkOf.set(line.headLine, index);
      const inert = isInert(line.headLine, line.text);
      const isNew = line.side === 'head' && !respaced.has(line);
      if (isNew) added.add(line.headLine);
      if (isNew || inert) passable.add(line.headLine);
      if (isNew && !inert) live.push(line.headLine);
    }
  });
  const isLive = new Set(live);
  const isOneHunk = (a: number, b: number): boolean => hunkOf.has(a) && hunkOf.get(a) === hunkOf.get(b);
  const areJoined = (line: number, later: number): boolean => {
    if (!isOneHunk(line, later)) return false;
    for (let between = line + 1; between < later; between++) if (!passable.has(between)) return false;
    return true;
  };
  return {
    live,
    isLive: (line) => isLive.has(line),
    within: ({ startLine, endLine }) => live.slice(firstFrom(live, startLine), firstFrom(live, endLine + 1)),
    areJoined,
    lastJoined(line, limit) {
      let last = line;
      for (let next = line + 1; next <= limit && passable.has(next) && isOneHunk(line, next); next++) {
        if (added.has(next)) last = next;
      }
      return last;
    },
    lastQuiet(line, limit) {
      let last = line;
      while (last < limit && added.has(last + 1) && !isLive.has(last + 1) && isOneHunk(line, last + 1))
        last++;
      return last;
    },
  };
}

/** Index of the first number that is not below `line`. */
function firstFrom(lines: readonly number[], line: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle] ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Added lines that differ in white space alone from the lines that they replace. */
function respacedIn({ lines }: Hunk, { textLines }: CodeFacts): Set<Line> {
  const found = new Set<Line>();
  const removed: Line[] = [];
  const added: Line[] = [];
  const settle = (): void => {
    const pairs = isOnlyRespaced(
      removed.map(({ text }) => text),
      added.map(({ text }) => text),
    );
    added.forEach((line, index) => {
      if (pairs[index] === true && !textLines.has(line.headLine ?? 0)) found.add(line);
    });
    removed.length = 0;
    added.length = 0;
  };
  for (const line of lines) {
    if (line.side === 'both') settle();
    else (line.side === 'base' ? removed : added).push(line);
  }
  settle();
  return found;
}
