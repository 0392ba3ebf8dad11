import type { BranchHits, FileHits, FunctionHits } from '../report.ts';
import { wholeLines } from './line-place.ts';
import { reportLimits } from './report-input.ts';

/** Collects what a format of lines says about one file. */
export interface LineHits {
  /** Adds hits of a 1-based line; what is said twice adds up. False: it says more than is read. */
  line(number: number, hits: number): boolean;
  /** Counts arms that leave a line; what is said twice adds up. */
  count(number: number, covered: number, total: number): void;
  /** Arms that leave a line, where the format names them. */
  branch(branch: BranchHits): void;
  function(found: FunctionHits): void;
  hits(): FileHits;
}

export function createLineHits(path: string): LineHits {
  const lines = new Map<number, number>();
  const counts = new Map<number, { covered: number; total: number }>();
  const branches: BranchHits[] = [];
  const functions: FunctionHits[] = [];
  return {
    line: (number, hits) => {
      if (number > 0) lines.set(number, (lines.get(number) ?? 0) + hits);
      return lines.size <= reportLimits.items && functions.length <= reportLimits.items;
    },
    count: (number, covered, total) => {
      const known = counts.get(number) ?? { covered: 0, total: 0 };
      counts.set(number, { covered: known.covered + covered, total: known.total + total });
    },
    branch: (branch) => branches.push(branch),
    function: (found) => functions.push(found),
    hits: () => ({
      path,
      unit: 'line',
      statements: [...lines]
        .sort(([a], [b]) => a - b)
        .map(([line, hits]) => ({ place: wholeLines(line), hits })),
      functions,
      branches: [
        ...branches,
        ...[...counts].map(([line, counted]): BranchHits => {
          return { kind: 'line', place: wholeLines(line), arms: [], counted };
        }),
      ].sort((a, b) => a.place.startLine - b.place.startLine),
      certainty: 'high',
    }),
  };
}

/** One collection for each path. */
export function collectByPath<T>(create: (path: string) => T): {
  readonly of: (path: string) => T;
  readonly all: () => T[];
  readonly size: () => number;
} {
  const map = new Map<string, T>();
  return {
    of: (path) => {
      const known = map.get(path) ?? create(path);
      map.set(path, known);
      return known;
    },
    all: () => [...map.values()],
    size: () => map.size,
  };
}
