import type { CodeFacts } from './code-facts.ts';
import { lineHits } from './line-hits.ts';
import { createMatchDecision } from './match-decision.ts';
import { matchFunctions } from './match-functions.ts';
import { compareStarts, comparePlaces, containsPlace, startsIn } from './place.ts';
import { refineBranches } from './refine-branches.ts';
import type { BranchHits, FileHits, FunctionHits, Place, StatementHits } from './report.ts';

/** Hits of lines, put onto a map of the same text. */
export function refineLines(hits: FileHits, map: FileHits, facts: CodeFacts | undefined): FileHits {
  const lines = lineHits(hits);
  const branches = refineBranches(hits.branches, map.branches, facts, lines);
  const called = matchFunctions(hits, map);
  const dead = called.filter((fn) => fn.hits === 0).map(({ body }) => body);
  const statements = statementsOf(map.statements, lines, { dead, arms: armsWithCode(branches, facts) });
  const functions = byBody(called, map, statements);
  return {
    ...hits,
    unit: 'statement',
    statements: [...statements, ...besides(hits, map)],
    functions,
    branches,
  };
}

/** Lines and runs that the report counts and the map knows nothing about. */
export function besides({ statements }: FileHits, map: FileHits): readonly StatementHits[] {
  const known = new Set<number>();
  let last = 0;
  for (const { place } of map.statements) {
    for (let line = place.startLine; line <= place.endLine; line++) known.add(line);
    last = Math.max(last, place.endLine);
  }
  return statements.filter(({ place }) => {
    // A report may say anything of where something ends.
    const end = Math.min(place.endLine, last);
    for (let line = place.startLine; line <= end; line++) if (known.has(line)) return false;
    return true;
  });
}

interface Around {
  /** Functions that nobody calls. */
  readonly dead: readonly Place[];
  readonly arms: readonly { readonly place: Place; readonly hits: number }[];
}

/**
 * A line without hits runs nothing. One with hits ran the first thing that starts on it; of what follows only arms tell. A
 * statement whose first line is not listed is told by another line of its own.
 */
function statementsOf(
  statements: readonly StatementHits[],
  lines: ReadonlyMap<number, number>,
  { dead, arms }: Around,
): StatementHits[] {
  const sorted = [...statements].sort((a, b) => comparePlaces(a.place, b.place));
  const starting = new Map<number, StatementHits>();
  for (const one of sorted) {
    const line = one.place.startLine;
    if (!starting.has(line)) starting.set(line, one);
  }
  return sorted.flatMap((one): StatementHits[] => {
    const { place } = one;
    if (dead.some((body) => containsPlace(body, place))) return [{ place, hits: 0 }];
    const line = lines.get(place.startLine);
    if (line === undefined) return laterHits(one, sorted, starting, lines);
    if (line === 0 || starting.get(place.startLine) === one) return [{ place, hits: line }];
    const arm = arms.findLast((own) => own.place.startLine === place.startLine && startsIn(own.place, place));
    return arm === undefined ? [] : [{ place, hits: arm.hits }];
  });
}

/** From the first line of the statement that is listed and on which nothing else starts. */
function laterHits(
  { place }: StatementHits,
  sorted: readonly StatementHits[],
  starting: ReadonlyMap<number, StatementHits>,
  lines: ReadonlyMap<number, number>,
): StatementHits[] {
  const next = sorted.find((other) => compareStarts(other.place, place) > 0);
  const limit = Math.min(place.endLine, (next?.place.startLine ?? Infinity) - 1);
  for (let line = place.startLine + 1; line <= limit; line++) {
    const hits = starting.has(line) ? undefined : lines.get(line);
    if (hits !== undefined) return [{ place, hits }];
  }
  return [];
}

/**
 * A function that the report does not list is called when its first statement runs; of one without statements nobody
 * knows.
 */
export function byBody(
  called: readonly FunctionHits[],
  { functions }: FileHits,
  statements: readonly StatementHits[],
): FunctionHits[] {
  const known = new Map(called.map((fn) => [fn.body, fn]));
  return functions.flatMap((fn): FunctionHits[] => {
    const first = statements.find(({ place }) => containsPlace(fn.body, place) && startsBehind(place, fn));
    const found = known.get(fn.body) ?? (first && { ...fn, hits: first.hits });
    return found === undefined ? [] : [found];
  });
}

/** Where the map knows lines only, the function itself is a statement on its first line. */
export function startsBehind(place: Place, { declaration, body }: FunctionHits): boolean {
  return place.startColumn !== undefined && body.startColumn !== undefined
    ? compareStarts(place, body) >= 0
    : place.startLine > declaration.startLine;
}

function armsWithCode(branches: readonly BranchHits[], facts: CodeFacts | undefined): Around['arms'] {
  const matchDecision = createMatchDecision(facts);
  return branches.flatMap((branch) => {
    const { arms } = matchDecision(branch);
    return branch.arms.flatMap(({ hits }, index) => {
      const place = arms[index]?.place;
      return place === undefined ? [] : [{ place, hits }];
    });
  });
}
