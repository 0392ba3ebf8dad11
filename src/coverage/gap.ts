import type { Certainty, Place } from './report.ts';

/** Something added that no test reaches. Lines of the head file, 1-based and inclusive. */
export interface Gap {
  /** From the root of the repository, with `/`. */
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  /** `file`: no test loads it; its own statements, functions and arms are listed as well. */
  readonly kind: GapKind;
  /** Which arm, for people: `else`, `case "a"`, `right of ||`, `default of limit`. Empty unless `kind` is `branch`. */
  readonly arm: string;
  /** Enclosing function, outermost first, joined by `.`: `Cart.addItem`. Empty at top level or when unknown. */
  readonly function: string;
  /** What must hold for it to be reached: ``needs `opts.a` falsy and `n > 3` ``. Empty when unknown. */
  readonly condition: string;
  readonly certainty: Certainty;
  /** Where exactly: an arm's own code, else what decides. */
  readonly place: Place;
  /** Position among the arms of the branch; undefined unless `kind` is `branch` and arms are known. */
  readonly armIndex: number | undefined;
  /** The place of the whole branch, as the report has it; undefined unless `kind` is `branch`. */
  readonly decides?: Place | undefined;
}

export type GapKind = 'statement' | 'function' | 'branch' | 'file';

/** Of what the change added: how much there is to reach, and how much is reached. `total` 0: nothing measurable. */
export interface Tally {
  readonly covered: number;
  readonly total: number;
}

/** What tests reach of a Change. */
export interface PatchCoverage {
  /** Where the hits came from, for people: `coverage/coverage-final.json (istanbul)`. Empty: nothing was read. */
  readonly sources: readonly string[];
  /** One entry for each changed file that holds code, in the order of the Change. */
  readonly files: readonly FileCoverage[];
  readonly statements: Tally;
  readonly functions: Tally;
  readonly branches: Tally;
  /** In the order of the Change, then of their places. */
  readonly gaps: readonly Gap[];
  /** Unchanged lines that were reached at the base and are not at the head. Empty also without a base report. */
  readonly lost: readonly LostLines[];
}

/**
 * `measured`: hits are known. `not-loaded`: no test loads it. `unmeasurable`: nothing added can be reached or not: types,
 * comments. `no-data`: nobody can tell, `reason` says why. Never the same as covered.
 */
export type FileState = 'measured' | 'not-loaded' | 'unmeasurable' | 'no-data';

export interface FileCoverage {
  readonly path: string;
  readonly state: FileState;
  /** For people; empty for `measured`. */
  readonly reason: string;
  readonly certainty: Certainty;
  readonly statements: Tally;
  readonly functions: Tally;
  readonly branches: Tally;
}

/** Lines of the head file, 1-based and inclusive. */
export interface LostLines {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
}
