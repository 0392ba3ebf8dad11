import type { Gap } from './gap.ts';
import type { ArmHits, BranchHits, FileHits, Place } from './report.ts';

/**
 * Whether hits of the same text show that a Gap is one no more. Places of another tool may differ by some columns: what starts
 * on the same lines is then taken for the same. Hits that do not know of it show nothing.
 */
export function isReached(gap: Gap, hits: FileHits): boolean {
  if (gap.kind === 'file') return hits.statements.some((one) => one.hits > 0);
  if (gap.kind === 'function') {
    const same = closest(gap.place, hits.functions, ({ declaration, body }) => [declaration, body]);
    return same.length > 0 && same.every((one) => one.hits > 0);
  }
  if (gap.kind === 'branch') return isArmTaken(gap, hits.branches);
  const same = closest(gap.place, hits.statements, ({ place }) => [place]);
  return same.length > 0 && same.every((one) => one.hits > 0);
}

function isArmTaken({ place, armIndex }: Gap, branches: readonly BranchHits[]): boolean {
  if (armIndex === undefined) return false;
  const arms = branches.flatMap((branch): { at: Place; arm: ArmHits }[] => {
    const arm = branch.arms[armIndex];
    return arm === undefined ? [] : [{ at: arm.place ?? branch.place, arm }];
  });
  const same = closest(place, arms, ({ at }) => [at]);
  return same.length > 0 && same.every(({ arm }) => arm.hits > 0);
}

/** Those at the very place, else those on its lines. */
function closest<T>(
  place: Place,
  items: readonly T[],
  placesOf: (item: T) => readonly Place[],
): readonly T[] {
  const exact = items.filter((item) => placesOf(item).some((one) => isSamePlace(one, place)));
  if (exact.length > 0) return exact;
  return items.filter((item) =>
    placesOf(item).some((one) => one.startLine === place.startLine && one.endLine === place.endLine),
  );
}

function isSamePlace(a: Place, b: Place): boolean {
  return a.startLine === b.startLine && a.startColumn === b.startColumn && a.endLine === b.endLine;
}
