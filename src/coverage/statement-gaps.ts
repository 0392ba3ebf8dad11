import type { AddedLines } from './added-lines.ts';
import { isMakerOf, isTopLevel, speaksFor, type ListedFunction } from './function-gaps.ts';
import type { Gap, Tally } from './gap.ts';
import { newGap, type AboutFile } from './new-gap.ts';
import type { OwnLines } from './own-lines.ts';
import { compareEnds, containsPlace } from './place.ts';
import type { FunctionHits, Place, StatementHits } from './report.ts';
import { tallyOf } from './tally.ts';

export interface StatementGapInput {
  /** Of all statements, in the order of the text. */
  readonly owned: readonly OwnLines[];
  /** All functions. */
  readonly all: readonly FunctionHits[];
  /** Those of their statements that these speak for are not told about again. */
  readonly functions: readonly ListedFunction[];
  readonly added: AddedLines;
  readonly about: AboutFile;
}

export interface StatementGaps {
  readonly gaps: readonly Gap[];
  /** Statements with a Gap of their own. */
  readonly listed: readonly StatementHits[];
  readonly tally: Tally;
}

/** Added statements that no test reaches; neighbours are one Gap as long as nothing that is reached stands between them. */
export function findStatementGaps({ owned, all, functions, added, about }: StatementGapInput): StatementGaps {
  const runs = runsOf(
    linesOf(owned, functions, (one) => isTopLevel(one, all)),
    added,
  );
  return {
    gaps: runs.map(({ startLine, endLine: last, statements }) => {
      const place = around(statements);
      const endLine = added.lastQuiet(last, place.endLine);
      return newGap(about, { kind: 'statement', startLine, endLine, place }, '');
    }),
    listed: [...new Set(runs.flatMap(({ statements }) => statements))],
    tally: tallyOf(owned.map(({ statement }) => statement.hits)),
  };
}

/** What stands on one added line, in the order of the text. */
interface LineOwners {
  readonly line: number;
  /** Not reached, and not spoken for. */
  readonly missed: StatementHits[];
  covered: number;
  /** The last thing on it is reached. */
  endsCovered: boolean;
}

function linesOf(
  owned: readonly OwnLines[],
  functions: readonly ListedFunction[],
  isTop: (statement: StatementHits) => boolean,
): LineOwners[] {
  const byLine = new Map<number, LineOwners>();
  const at = (line: number): LineOwners => {
    const entry = byLine.get(line) ?? { line, missed: [], covered: 0, endsCovered: false };
    byLine.set(line, entry);
    return entry;
  };
  // A function that is told about ends what stands above it, even if nothing is in it.
  for (const { startLine } of functions) at(startLine);
  for (const { statement, lines } of owned) {
    const speakers = functions.filter(
      ({ function: fn }) =>
        containsPlace(fn.body, statement.place) || isMakerOf(statement, fn, isTop(statement)),
    );
    for (const line of lines) {
      const entry = at(line);
      if (statement.hits === 0 && speakers.some((one) => speaksFor(one, line))) continue;
      if (statement.hits === 0) entry.missed.push(statement);
      else entry.covered++;
      entry.endsCovered = statement.hits > 0;
    }
  }
  return [...byLine.values()].sort((a, b) => a.line - b.line);
}

interface Run {
  readonly startLine: number;
  endLine: number;
  readonly statements: StatementHits[];
  isOpen: boolean;
}

function runsOf(lines: readonly LineOwners[], added: AddedLines): Run[] {
  const runs: Run[] = [];
  for (const { line, missed, covered, endsCovered } of lines) {
    const last = runs.at(-1);
    if (missed.length === 0) {
      if (last !== undefined) last.isOpen = false;
      continue;
    }
    if (last?.isOpen === true && covered === 0 && added.areJoined(last.endLine, line)) {
      last.endLine = line;
      last.statements.push(...missed);
    } else runs.push({ startLine: line, endLine: line, statements: [...missed], isOpen: true });
    const run = runs.at(-1);
    if (run !== undefined) run.isOpen = !endsCovered;
  }
  return withoutRests(runs);
}

/** Leaves out runs that hold nothing but further lines of statements that were told about before. */
function withoutRests(runs: readonly Run[]): Run[] {
  const told = new Set<StatementHits>();
  return runs.filter(({ statements }) => {
    const isRest = statements.every((one) => told.has(one));
    statements.forEach((one) => told.add(one));
    return !isRest;
  });
}

/** From the first of them to the end of that which ends last. */
function around(statements: readonly StatementHits[]): Place {
  const [first, ...others] = statements.map(({ place }) => place);
  if (first === undefined) throw new Error('a Gap holds a statement');
  const { endLine, endColumn } = others.reduce((a, b) => (compareEnds(a, b) < 0 ? b : a), first);
  return { startLine: first.startLine, startColumn: first.startColumn, endLine, endColumn };
}
