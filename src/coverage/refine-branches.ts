import { armsByCount as byCount } from './arms-by-count.ts';
import type { CodeFacts, Decision } from './code-facts.ts';
import type { ArmHits, BranchHits } from './report.ts';

/**
 * Branches that a report knows by their line, put onto those of a map: where both know as many on a line, with as many arms each,
 * they are the same, in order. Where arms say what line they lead to, that line tells. What is not told apart stays as it
 * is.
 */
export function refineBranches(
  reported: readonly BranchHits[],
  mapped: readonly BranchHits[],
  facts: CodeFacts | undefined,
  lines: ReadonlyMap<number, number>,
): BranchHits[] {
  const here = byLine(reported);
  const known = byLine(mapped);
  return [...here].flatMap(([line, branches]) => {
    if (branches.some(({ kind }) => kind !== 'line')) return branches;
    const same = known.get(line) ?? [];
    const isNamed = branches.some(({ arms }) => arms.some(({ place, name }) => place ?? name));
    const isSame =
      !isNamed &&
      same.length === branches.length &&
      same.every(({ arms }, index) => arms.length === branches[index]?.arms.length);
    if (isSame) return same.map((branch, index) => withHits(branch, branches[index]?.arms ?? []));
    return branches.flatMap((branch) =>
      branch.counted === undefined
        ? [byTargets(branch, facts) ?? branch]
        : (byCount(branch.counted, same, facts, lines) ?? [branch]),
    );
  });
}

function withHits(branch: BranchHits, arms: readonly ArmHits[]): BranchHits {
  return {
    ...branch,
    arms: branch.arms.map(({ place }, index) => ({ place, hits: arms[index]?.hits ?? 0 })),
  };
}

/** Arms that lead to a line: the one into the code of an arm is that arm, any other one goes past. */
function byTargets(branch: BranchHits, facts: CodeFacts | undefined): BranchHits | undefined {
  const decisions = facts?.decisions.filter((one) => canBe(one, branch)) ?? [];
  const [decision] = decisions;
  if (decision === undefined || decision.kind === 'try' || decisions.length > 1) return undefined;
  const found = new Map<number, number>();
  const elsewhere: number[] = [];
  const nameless: number[] = [];
  for (const arm of branch.arms) {
    const index = armFor(arm, decision);
    if (index === undefined) nameless.push(arm.hits);
    else if (index < 0 || found.has(index)) elsewhere.push(arm.hits);
    else found.set(index, arm.hits);
  }
  // Some formats name only the arms that are missing: the others are the rest, all of them reached. The one that leads
  // elsewhere, such as back to a loop, is the one that is left.
  const rest = [...elsewhere, ...nameless];
  if (elsewhere.length > 1 || new Set(rest.map((hits) => hits > 0)).size > 1) return undefined;
  const { kind, place } = decision;
  const arms = decision.arms.map((arm, index) => ({
    place: arm.place,
    hits: found.get(index) ?? rest[0] ?? 0,
  }));
  return { kind, place, arms };
}

/** Jumps between lines are made by statements, not by operators. */
function canBe({ kind, place, arms }: Decision, branch: BranchHits): boolean {
  const isStatement = kind === 'if' || kind === 'loop' || kind === 'match' || kind === 'switch';
  return isStatement && place.startLine === branch.place.startLine && arms.length === branch.arms.length;
}

/** Position among the arms of the decision; -1: nobody can tell; undefined: the report does not say where it leads. */
function armFor({ place, name = '' }: ArmHits, { arms }: Decision): number | undefined {
  const line = place?.startLine ?? Number(/\bline (\d+)/.exec(name)?.[1] ?? 0);
  if (line === 0 && name === '') return undefined;
  const into = arms.findIndex(({ place: own }) => own && own.startLine <= line && line <= own.endLine);
  return into >= 0 ? into : arms.findIndex((arm) => arm.place === undefined);
}

function byLine(branches: readonly BranchHits[]): Map<number, BranchHits[]> {
  const found = new Map<number, BranchHits[]>();
  for (const branch of branches) {
    const line = branch.place.startLine;
    const known = found.get(line);
    if (known === undefined) found.set(line, [branch]);
    else known.push(branch);
  }
  return found;
}
