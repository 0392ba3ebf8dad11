import type { PatchCoverage, Tally } from '../coverage/gap.ts';

/** What was asked of a patch, and what of it is too little. */
export interface CoverageGate {
  /** Percent. */
  readonly limit: number;
  /** Empty: it holds. */
  readonly below: readonly ('statements' | 'arms')[];
}

/**
 * Whether tests reach at least this much of the added statements, and as much of the added arms: each by itself, so that
 * many statements don't hide the one arm that matters. Of nothing measurable nothing is asked.
 *
 * @param limit percent, 0 to 100
 */
export function checkGate({ statements, branches }: PatchCoverage, limit: number): CoverageGate {
  const below = [
    ...(isBelow(statements, limit) ? (['statements'] as const) : []),
    ...(isBelow(branches, limit) ? (['arms'] as const) : []),
  ];
  return { limit, below };
}

/** Without a division, so that nothing is rounded. */
function isBelow({ covered, total }: Tally, limit: number): boolean {
  return covered * 100 < limit * total;
}
