import type { AddedLines } from './added-lines.ts';
import type { Gap, Tally } from './gap.ts';
import { newGap, type AboutFile } from './new-gap.ts';
import type { OwnLines } from './own-lines.ts';
import { comparePlaces, compareStarts, containsPlace } from './place.ts';
import type { FunctionHits, StatementHits } from './report.ts';
import { tallyOf } from './tally.ts';

export interface FunctionGapInput {
  readonly functions: readonly FunctionHits[];
  /** Of all statements. */
  readonly owned: readonly OwnLines[];
  readonly added: AddedLines;
  readonly about: AboutFile;
}

/** A function that is listed as a Gap, with the lines that this Gap speaks for. */
export interface ListedFunction {
  readonly function: FunctionHits;
  readonly startLine: number;
  readonly endLine: number;
}

export interface FunctionGaps {
  readonly gaps: readonly Gap[];
  readonly listed: readonly ListedFunction[];
  readonly tally: Tally;
}

/**
 * Functions whose declaration was added and that nobody calls. Each speaks for its body too, as far as that was added in
 * one piece. One inside another, or inside a statement that is not reached, is implied by it.
 */
export function findFunctionGaps({ functions, owned, added, about }: FunctionGapInput): FunctionGaps {
  const declared = functions
    .filter(({ declaration }) => added.within(declaration).length > 0)
    .sort((a, b) => comparePlaces(a.body, b.body));
  const coveredLines = linesOf(owned.filter(({ statement }) => statement.hits > 0));
  const missed = owned.map(({ statement }) => statement).filter(({ hits }) => hits === 0);
  const listed: ListedFunction[] = [];
  for (const fn of declared) {
    if (fn.hits > 0) continue;
    const startLine = added.within(fn.declaration)[0] ?? fn.declaration.startLine;
    const isNamed = about.names.nameOf(fn) !== '';
    const isImplied =
      listed.some((outer) => speaksFor(outer, startLine) && containsPlace(outer.function.body, fn.body)) ||
      missed.some((statement) => implies(statement, fn, isNamed, functions));
    if (!isImplied)
      listed.push({ function: fn, startLine, endLine: lastLine(fn, startLine, coveredLines, added) });
  }
  return {
    gaps: listed.map((one) => gapOf(one, about)),
    listed,
    tally: tallyOf(declared.map(({ hits }) => hits)),
  };
}

/** Whether a line is one of those that the Gap of the function speaks for. */
export function speaksFor({ startLine, endLine }: ListedFunction, line: number): boolean {
  return startLine <= line && line <= endLine;
}

/** Whether the statement does nothing but make the function: `const f = () => 1`, at the top also `exports.f = () => 1;`. */
export function isMakerOf(
  { place }: StatementHits,
  { declaration, body }: FunctionHits,
  isTop: boolean,
): boolean {
  if (!containsPlace(place, body)) return false;
  if (compareStarts(place, declaration) === 0) return true;
  if (place.startLine !== declaration.startLine || place.endLine !== body.endLine) return false;
  const behind = (place.endColumn ?? 0) - (body.endColumn ?? 0);
  return behind === 0 || (isTop && behind === 1);
}

/** Whether the statement stands in no function. */
export function isTopLevel({ place }: StatementHits, functions: readonly FunctionHits[]): boolean {
  return !functions.some(({ body }) => containsPlace(body, place));
}

/** At the top of a file that is not loaded no statement runs: its functions are told about all the same. */
function implies(
  statement: StatementHits,
  fn: FunctionHits,
  isNamed: boolean,
  functions: readonly FunctionHits[],
): boolean {
  if (!containsPlace(statement.place, fn.body)) return false;
  const isTop = isTopLevel(
    statement,
    functions.filter((outer) => outer !== fn),
  );
  return !isMakerOf(statement, fn, isTop) && !(isTop && isNamed);
}

function lastLine(
  { body }: FunctionHits,
  startLine: number,
  coveredLines: ReadonlySet<number>,
  added: AddedLines,
): number {
  const limit = [...coveredLines].reduce(
    (least, line) => (line > startLine && line <= least ? line - 1 : least),
    body.endLine,
  );
  return added.lastJoined(startLine, limit);
}

function gapOf({ function: fn, startLine, endLine }: ListedFunction, about: AboutFile): Gap {
  const { declaration, body } = fn;
  const { startLine: first, startColumn } = declaration;
  const { endLine: last, endColumn } = body;
  const place = { startLine: first, startColumn, endLine: last, endColumn };
  const name = about.names.nameOf(fn) || about.names.nameAt(declaration);
  return newGap(about, { kind: 'function', startLine, endLine, place, function: name }, undefined);
}

function linesOf(owned: readonly OwnLines[]): Set<number> {
  return new Set(owned.flatMap(({ lines }) => lines));
}
