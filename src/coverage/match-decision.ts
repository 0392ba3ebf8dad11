import type { CodeFacts, Decision, DecisionArm } from './code-facts.ts';
import { isSamePlace } from './place.ts';
import type { BranchHits, Place } from './report.ts';

/** What a parser knows of one branch: of each arm, in the order of the report; undefined where nothing is known. */
export interface MatchedBranch {
  readonly decision: Decision | undefined;
  readonly arms: readonly (DecisionArm | undefined)[];
}

/** Finds the Decision that a branch of a report is, by its place. */
export type MatchDecision = (branch: BranchHits) => MatchedBranch;

export function createMatchDecision(facts: CodeFacts | undefined): MatchDecision {
  const byStart = new Map<string, Decision[]>();
  for (const decision of facts?.decisions ?? []) {
    const key = keyOf(decision.kind, decision.place.startLine);
    const known = byStart.get(key);
    if (known === undefined) byStart.set(key, [decision]);
    else known.push(decision);
  }
  return (branch) => {
    const here = byStart.get(keyOf(branch.kind, branch.place.startLine)) ?? [];
    const exact = here.filter(({ place }) => place.startColumn === branch.place.startColumn);
    // Columns of code that came through a source map are near, not exact.
    const found = exact.length > 0 ? exact : here;
    const decision = found.find(({ arms }) => arms.length === branch.arms.length) ?? found[0];
    if (decision === undefined || (exact.length === 0 && here.length > 1)) return unknown(branch);
    return { decision, arms: branch.arms.map((_, index) => armOf(branch, index, decision)) };
  };
}

function unknown(branch: BranchHits): MatchedBranch {
  return { decision: undefined, arms: branch.arms.map(() => undefined) };
}

/** By position, unless arms are missing: those that a comment told the tool to ignore. */
function armOf(branch: BranchHits, index: number, { arms }: Decision): DecisionArm | undefined {
  if (arms.length === branch.arms.length) return arms[index];
  const place = branch.arms[index]?.place;
  if (place === undefined) return arms.find((arm) => arm.place === undefined);
  // The first arm of an `if` stands for the whole of it.
  if (branch.kind === 'if' && isSamePlace(place, branch.place)) return arms[0];
  return arms.find((arm) => arm.place !== undefined && isSameStart(arm.place, place));
}

function isSameStart(a: Place, b: Place): boolean {
  return a.startLine === b.startLine && a.startColumn === b.startColumn;
}

function keyOf(kind: string, line: number): string {
  return `${kind} ${String(line)}`;
}
