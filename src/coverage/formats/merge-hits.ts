import type { ArmHits, BranchHits, FileHits, FunctionHits, Place, StatementHits } from '../report.ts';

export interface MergedHits {
  readonly hits: FileHits;
  /** True where hits were left out, since they were counted on another version of the file. */
  readonly leftOut: boolean;
}

/**
 * Joins what several reports say about one file: what one of them reached is reached, and what one of them measured is
 * measured. Hits of another version are not added, since nobody knows which of its places is which of ours: the version
 * that reached most is taken.
 *
 * @param all at least one, of one file
 */
export function mergeHits(all: readonly FileHits[]): MergedHits {
  const versions = new Set(all.map(({ version }) => version).filter((version) => version !== undefined));
  const taken = versions.size > 1 ? ofOneVersion(all) : all;
  const ordered = [...taken].sort((a, b) => rank(a) - rank(b));
  const [first, ...others] = ordered;
  if (first === undefined) throw new RangeError('nothing to merge');
  return { hits: others.reduce(join, first), leftOut: taken.length < all.length };
}

/** Exact formats first: the others are fitted into them. */
function rank({ unit, certainty }: FileHits): number {
  return (certainty === 'low' ? 10 : 0) + ['statement', 'block', 'line'].indexOf(unit);
}

function ofOneVersion(all: readonly FileHits[]): FileHits[] {
  const reached = new Map<string, number>();
  for (const { version, statements } of all) {
    if (version === undefined) continue;
    const count = statements.filter(({ hits }) => hits > 0).length;
    reached.set(version, (reached.get(version) ?? 0) + count);
  }
  const best = [...reached].reduce((a, b) => (b[1] > a[1] ? b : a))[0];
  return all.filter(({ version }) => version === best || version === undefined);
}

function join(fine: FileHits, coarse: FileHits): FileHits {
  return {
    ...fine,
    statements: fine.unit === coarse.unit ? addStatements(fine, coarse) : creditLines(fine, coarse),
    functions: addFunctions(fine.functions, coarse.functions),
    branches: addBranches(fine.branches, coarse.branches),
    certainty: fine.certainty === 'low' || coarse.certainty === 'low' ? 'low' : 'high',
  };
}

function addStatements(a: FileHits, b: FileHits): StatementHits[] {
  const byPlace = new Map(a.statements.map((one) => [keyOf(one.place), one]));
  for (const one of b.statements) {
    const known = byPlace.get(keyOf(one.place));
    byPlace.set(keyOf(one.place), known === undefined ? one : { ...known, hits: known.hits + one.hits });
  }
  return [...byPlace.values()].sort((x, y) => inOrder(x.place, y.place));
}

/**
 * A line that was reached says so of the statement that begins it, not of those behind it: `if (x) return 1;`. Lines in
 * which the finer report knows nothing are measured all the same.
 */
function creditLines(fine: FileHits, coarse: FileHits): StatementHits[] {
  const lines = new Map<number, number>();
  for (const { place, hits } of coarse.statements) {
    for (let line = place.startLine; line <= place.endLine; line++) {
      lines.set(line, Math.max(hits, lines.get(line) ?? 0));
    }
  }
  const known = new Set<number>();
  const begun = new Set<number>();
  const credited = [...fine.statements]
    .sort((a, b) => inOrder(a.place, b.place))
    .map((one) => {
      const { startLine, endLine } = one.place;
      for (let line = startLine; line <= endLine; line++) known.add(line);
      if (begun.has(startLine)) return one;
      begun.add(startLine);
      return { ...one, hits: one.hits + (lines.get(startLine) ?? 0) };
    });
  const added = coarse.statements.filter(({ place }) => {
    for (let line = place.startLine; line <= place.endLine; line++) if (known.has(line)) return false;
    return true;
  });
  return [...credited, ...added].sort((a, b) => inOrder(a.place, b.place));
}

function addFunctions(a: readonly FunctionHits[], b: readonly FunctionHits[]): FunctionHits[] {
  const key = ({ name, declaration }: FunctionHits): string => `${declaration.startLine} ${name}`;
  const byLine = new Map(a.map((one) => [key(one), one]));
  for (const one of b) {
    const known = byLine.get(key(one));
    // A format without functions must not lose those of another.
    if (known !== undefined) byLine.set(key(one), { ...known, hits: known.hits + one.hits });
    else if (a.length === 0) byLine.set(key(one), one);
  }
  return [...byLine.values()];
}

/** Arms add up only where both know the same ones; else those of the exacter report stand. */
function addBranches(a: readonly BranchHits[], b: readonly BranchHits[]): BranchHits[] {
  if (a.length === 0) return [...b];
  const others = byKey(b);
  const own = byKey(a);
  const joined = [...own].map(([key, one]) => {
    const other = others.get(key);
    return other === undefined ? one : addArms(one, other);
  });
  const kinds = new Set(a.map(({ kind }) => kind));
  const added = [...others].filter(([key, { kind }]) => !own.has(key) && kinds.has(kind));
  return [...joined, ...added.map(([, one]) => one)];
}

/** Branches of one place are told apart by their order. */
function byKey(branches: readonly BranchHits[]): Map<string, BranchHits> {
  const map = new Map<string, BranchHits>();
  for (const one of branches) {
    const key = branchKey(one);
    let number = 0;
    while (map.has(`${key} ${number}`)) number += 1;
    map.set(`${key} ${number}`, one);
  }
  return map;
}

function addArms(a: BranchHits, b: BranchHits): BranchHits {
  const arms = a.arms.map((arm, index): ArmHits => ({ ...arm, hits: arm.hits + (b.arms[index]?.hits ?? 0) }));
  if (a.counted === undefined || b.counted === undefined) return { ...a, arms };
  // Which arms were reached is unknown: at least those of the better one.
  const covered = Math.max(a.counted.covered, b.counted.covered);
  return { ...a, arms, counted: { ...a.counted, covered } };
}

function branchKey({ kind, place, arms, counted }: BranchHits): string {
  return [kind, keyOf(place), arms.map((arm) => arm.name ?? '').join('|'), counted?.total ?? ''].join(' ');
}

function keyOf({ startLine, startColumn, endLine, endColumn }: Place): string {
  return `${startLine}:${startColumn ?? ''}-${endLine}:${endColumn ?? ''}`;
}

function inOrder(a: Place, b: Place): number {
  return a.startLine - b.startLine || (a.startColumn ?? 0) - (b.startColumn ?? 0);
}
