import type { Gap } from './gap.ts';
import { compareStarts, isSamePlace } from './place.ts';
import type { BranchHits, FileHits, Place } from './report.ts';

/**
 * Whether hits of the same text show that a Gap is one no more: that its beginning is reached, which is what its condition
 * speaks of. Places of another tool may differ by some columns: what starts on the same line is then taken for the same.
 * Hits that do not know of it show nothing.
 */
export function isReached(gap: Gap, hits: FileHits): boolean {
  switch (gap.kind) {
    case 'file':
      return hits.statements.some((one) => one.hits > 0);
    case 'function':
      return areHit(startingAt(gap.place, hits.functions, ({ declaration }) => declaration));
    case 'statement':
      return areHit(startingAt(gap.place, hits.statements, ({ place }) => place));
    case 'branch':
      return isArmTaken(gap, hits.branches);
  }
}

function areHit(items: readonly { readonly hits: number }[]): boolean {
  return items.length > 0 && items.every(({ hits }) => hits > 0);
}

/** Those that begin at the very place, else those that begin on its line. */
function startingAt<T>(place: Place, items: readonly T[], placeOf: (item: T) => Place): readonly T[] {
  const exact = items.filter((item) => compareStarts(placeOf(item), place) === 0);
  if (exact.length > 0) return exact;
  return items.filter((item) => placeOf(item).startLine === place.startLine);
}

function isArmTaken({ place, armIndex, decides }: Gap, branches: readonly BranchHits[]): boolean {
  if (armIndex === undefined) return false;
  const same =
    decides === undefined ? withArmAt(place, armIndex, branches) : branchesAt(decides, armIndex, branches);
  return areHit(same.flatMap(({ arms }) => arms[armIndex] ?? []));
}

/** A ternary and its condition begin at one place: the ends tell them apart, and else the number of arms. */
function branchesAt(place: Place, index: number, branches: readonly BranchHits[]): readonly BranchHits[] {
  const exact = branches.filter((branch) => isSamePlace(branch.place, place));
  if (exact.length > 0) return exact;
  const near = startingAt(place, branches, (branch) => branch.place);
  return near.filter(({ arms, place: { endLine } }) => arms.length > index && endLine === place.endLine);
}

function withArmAt(place: Place, index: number, branches: readonly BranchHits[]): readonly BranchHits[] {
  return startingAt(
    place,
    branches.filter(({ arms }) => arms.length > index),
    (branch) => branch.arms[index]?.place ?? branch.place,
  );
}
