import type { CodeFacts } from './code-facts.ts';
import type { Tally } from './gap.ts';
import { createMatchDecision } from './match-decision.ts';
import type { ArmHits, BranchHits } from './report.ts';

/**
 * The branches of a line of which a report only counts the arms, where that tells which ones are reached: all of them, none,
 * or all but those whose own lines are not. Undefined where it does not.
 *
 * @param same what a map of the text knows on that line
 * @param lines hits by line
 */
export function armsByCount(
  counted: Tally,
  same: readonly BranchHits[],
  facts: CodeFacts | undefined,
  lines: ReadonlyMap<number, number>,
): readonly BranchHits[] | undefined {
  const total = same.reduce((sum, { arms }) => sum + arms.length, 0);
  if (total !== counted.total) return undefined;
  const matchDecision = createMatchDecision(facts);
  const known = same.flatMap((branch) => {
    const { arms } = matchDecision(branch);
    return branch.arms.map((arm, index) => hitsOf(arms[index]?.place ?? arm.place, branch, lines));
  });
  const all = fill(known, counted);
  if (all === undefined) return undefined;
  let next = 0;
  return same.map((branch) => ({
    ...branch,
    arms: branch.arms.map(({ place }): ArmHits => ({ place, hits: all[next++] ?? 0 })),
  }));
}

/** Of an arm whose code begins on a line of its own. */
function hitsOf(
  place: ArmHits['place'],
  branch: BranchHits,
  lines: ReadonlyMap<number, number>,
): number | undefined {
  if (place === undefined || place.startLine === branch.place.startLine)
    return insideHits(place, branch, lines);
  return lines.get(place.startLine) ?? insideHits(place, branch, lines);
}

/** A block begins on the line of its condition, and runs from the first line in it that is listed. */
function insideHits(
  place: ArmHits['place'],
  branch: BranchHits,
  lines: ReadonlyMap<number, number>,
): number | undefined {
  if (place === undefined || place.endLine > branch.place.endLine) return undefined;
  for (let line = place.startLine + 1; line < place.endLine; line++) {
    const hits = lines.get(line);
    if (hits !== undefined) return hits;
  }
  return undefined;
}

/** The hits of all arms, where the count leaves no choice. */
function fill(known: readonly (number | undefined)[], { covered, total }: Tally): number[] | undefined {
  if (covered === total) return known.map((hits) => Math.max(1, hits ?? 1));
  if (covered === 0) return known.map(() => 0);
  const open = known.filter((hits) => hits === undefined).length;
  const missing = covered - known.filter((hits) => (hits ?? 0) > 0).length;
  if (missing !== 0 && missing !== open) return undefined;
  return known.map((hits) => hits ?? (missing === 0 ? 0 : 1));
}
