/** Where something stands in a file. */
export interface Place {
  /** 1-based. */
  readonly startLine: number;
  /** 0-based, in UTF-16 units; undefined where the report knows lines only. */
  readonly startColumn: number | undefined;
  /** 1-based, inclusive. */
  readonly endLine: number;
  /** 0-based, exclusive; undefined: up to the end of `endLine`. */
  readonly endColumn: number | undefined;
}

/** One file's hits, whatever the format they came in. */
export interface FileHits {
  /** As the report writes it until it is mapped, then from the root of the repository, with `/`. */
  readonly path: string;
  /** What `statements` really are: a block of Go holds several statements, a line perhaps half of one. */
  readonly unit: 'statement' | 'block' | 'line';
  readonly statements: readonly StatementHits[];
  /** Empty where the format does not tell. */
  readonly functions: readonly FunctionHits[];
  /** Empty where the format does not tell. */
  readonly branches: readonly BranchHits[];
  /** `low`: derived from V8's ranges, in which implicit arms and whole lines are guesses. */
  readonly certainty: Certainty;
  /** What was measured, as the report identifies it: hits of two versions never add up. Undefined: it does not tell. */
  readonly version?: string;
}

export type Certainty = 'high' | 'low';

export interface StatementHits {
  readonly place: Place;
  /** 0: never reached. Formats without counts say 1 for reached. */
  readonly hits: number;
}

export interface FunctionHits {
  /** Empty for an anonymous function. */
  readonly name: string;
  /** Its head: name, or first line. */
  readonly declaration: Place;
  /** The whole of it; the declaration where the format does not tell. */
  readonly body: Place;
  readonly hits: number;
}

/** `block`: one arm of unknown meaning, as V8 knows it. `line`: arms leave a line, what decides is unknown. */
export type BranchKind =
  'if' | 'cond-expr' | 'binary-expr' | 'switch' | 'default-arg' | 'match' | 'loop' | 'block' | 'line';

export interface BranchHits {
  readonly kind: BranchKind;
  /** What decides: the whole `if`, the whole chain of `&&`. */
  readonly place: Place;
  /** In the order of the report. Empty where arms are only counted. */
  readonly arms: readonly ArmHits[];
  /** Where arms are only counted (Cobertura, JaCoCo); undefined else. */
  readonly counted?: { readonly covered: number; readonly total: number };
}

export interface ArmHits {
  /** Undefined for an arm without code of its own, such as the else that an `if` does not have. */
  readonly place: Place | undefined;
  readonly hits: number;
  /** What the report calls it: `to line 12`, `exit`. Undefined: by its kind and number. */
  readonly name?: string;
}

export const reportFormats = [
  'istanbul',
  'lcov',
  'cobertura',
  'coverage.py',
  'go',
  'jacoco',
  'llvm-cov',
  'v8',
] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** A report as read, before its paths are those of the repository. */
export interface CoverageReport {
  readonly format: ReportFormat;
  readonly files: readonly FileHits[];
  /** Folders that the report's paths are relative to, as it says. Empty: it does not say. */
  readonly roots: readonly string[];
}
