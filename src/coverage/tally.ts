import type { Tally } from './gap.ts';

/** One entry of `hits` for each thing that can be reached. */
export function tallyOf(hits: readonly number[]): Tally {
  return { covered: hits.filter((count) => count > 0).length, total: hits.length };
}

export function addTallies(tallies: readonly Tally[]): Tally {
  return {
    covered: tallies.reduce((sum, { covered }) => sum + covered, 0),
    total: tallies.reduce((sum, { total }) => sum + total, 0),
  };
}
