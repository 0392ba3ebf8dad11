import type { CodeFacts } from './code-facts.ts';
import { createMatchDecision } from './match-decision.ts';
import { compareStarts, startsIn } from './place.ts';
import { besides, byBody } from './refine-lines.ts';
import type { ArmHits, BranchHits, FileHits, Place, StatementHits } from './report.ts';

/**
 * Hits of runs of code that are counted together, as Go and LLVM do, put onto a map of the same text. Arms with code of
 * their own are those that begin a run; one without code is taken as often as the decision is met and the other arm is
 * not, where hits are counts.
 */
export function refineRuns(hits: FileHits, map: FileHits, facts: CodeFacts | undefined): FileHits {
  const countAt = (place: Place): number | undefined =>
    hits.statements.findLast((run) => startsIn(run.place, place))?.hits ??
    countInside(place, hits.statements);
  const statements = map.statements.flatMap(({ place }): StatementHits[] => {
    const count = countAt(place);
    return count === undefined ? [] : [{ place, hits: count }];
  });
  const functions = byBody([], map, statements);
  const branches =
    hits.branches.length > 0
      ? hits.branches.map((branch) => byCondition(branch, facts) ?? branch)
      : map.branches.flatMap((branch) => byRuns(branch, countAt, hits, facts) ?? []);
  return {
    ...hits,
    unit: 'statement',
    statements: [...statements, ...besides(hits, map)],
    functions,
    branches,
  };
}

/** LLVM counts how often each condition is true, and how often false: that of an `if` makes its arms. */
function byCondition(branch: BranchHits, facts: CodeFacts | undefined): BranchHits | undefined {
  const decision = facts?.decisions.find(
    ({ kind, condition }) =>
      (kind === 'if' || kind === 'cond-expr') && condition && compareStarts(condition, branch.place) === 0,
  );
  if (decision === undefined || decision.kind === 'try' || decision.arms.length !== branch.arms.length)
    return undefined;
  const arms = decision.arms.map(({ place }, index) => ({ place, hits: branch.arms[index]?.hits ?? 0 }));
  return { kind: decision.kind, place: decision.place, arms };
}

/** Operators do not begin runs, and a loop says nothing of how it ends. */
function byRuns(
  branch: BranchHits,
  countAt: (place: Place) => number | undefined,
  { statements }: FileHits,
  facts: CodeFacts | undefined,
): BranchHits | undefined {
  if (branch.kind !== 'if' && branch.kind !== 'switch' && branch.kind !== 'match') return undefined;
  const matched = createMatchDecision(facts)(branch).arms;
  const places = branch.arms.map((arm, index) => matched[index]?.place ?? arm.place);
  const counts = places.map((place) => place && countInside(place, statements));
  const met = countAt(branch.place);
  const isCounted = statements.some(({ hits }) => hits > 1);
  const taken = counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  const rest = isCounted && met !== undefined ? Math.max(0, met - taken) : undefined;
  const arms = branch.arms.map(({ place }, i): ArmHits | undefined => {
    const count = places[i] === undefined ? rest : counts[i];
    return count === undefined ? undefined : { place, hits: count };
  });
  return arms.includes(undefined) ? undefined : { ...branch, arms: arms.filter((arm) => arm !== undefined) };
}

/** Of the first run that begins in this code. */
function countInside(place: Place, runs: readonly StatementHits[]): number | undefined {
  return runs.find((run) => startsIn(place, run.place))?.hits;
}
