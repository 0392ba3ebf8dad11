import type { Choice } from './choose-declarations.ts';

/** How many of the declarations that want a doc comment have one. */
export interface DocCoverage {
  readonly wanted: number;
  /** At most `wanted`. */
  readonly documented: number;
}

/** Of one file. Declarations that nobody would document, such as overrides, count for nothing, documented or not. */
export function docCoverage({ chosen, documented }: Choice): DocCoverage {
  return { wanted: chosen.length + documented.length, documented: documented.length };
}

/** Of many files together. */
export function sumCoverage(files: readonly DocCoverage[]): DocCoverage {
  return {
    wanted: files.reduce((sum, { wanted }) => sum + wanted, 0),
    documented: files.reduce((sum, { documented }) => sum + documented, 0),
  };
}

/** Whole per cent, rounded down: 100 means all. Nothing wanted is 100. */
export function coveredPercent({ wanted, documented }: DocCoverage): number {
  return wanted === 0 ? 100 : Math.floor((documented / wanted) * 100);
}
