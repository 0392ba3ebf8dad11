import type { Tally } from '../../src/coverage/gap.ts';
import type { FileHits } from '../../src/coverage/report.ts';

/** What tests reach of some files, as istanbul counts it. */
export interface Reached {
  readonly statements: Tally;
  /** Arms of branches. */
  readonly branches: Tally;
}

export function tallyHits(files: Iterable<FileHits>): Reached {
  const all = [...files];
  const count = (hits: readonly number[]): Tally => ({
    covered: hits.filter((one) => one > 0).length,
    total: hits.length,
  });
  return {
    statements: count(all.flatMap(({ statements }) => statements.map(({ hits }) => hits))),
    branches: count(
      all.flatMap(({ branches }) => branches.flatMap(({ arms }) => arms.map(({ hits }) => hits))),
    ),
  };
}
