import type { Side } from '../change/change.ts';

export type Severity = 'error' | 'warning' | 'info';

/** Fixed vocabulary: part of every fingerprint. Adding one is safe; renaming one makes old findings new. */
export const categories = [
  'correctness',
  'error-handling',
  'concurrency',
  'security',
  'resources',
  'performance',
  'api',
  'tests',
  'docs',
  'coverage',
] as const;
export type Category = (typeof categories)[number];

export type Origin = 'model' | 'rule' | 'coverage' | 'docs';

/** Where a Finding points. Lines are 1-based and inclusive, all inside one hunk, on one side. */
export type Anchor =
  | { readonly path: string; readonly side: Side; readonly startLine: number; readonly endLine: number }
  /** No line can be held responsible. */
  | { readonly path: string; readonly side: 'file' };

/** Lower bound of the measured precision, and on how many cases it rests. */
export interface Confidence {
  /** 0 to 1. */
  readonly precision: number;
  readonly n: number;
}

export type Proof = 'parsed' | 'typed' | 'rescored' | 'ran';

/** Replacement text for exactly the lines of the Finding's Anchor. */
export interface Suggestion {
  readonly replacement: string;
  readonly proof: Proof;
}

/**
 * One problem in a Change. Title and message are sanitised. `quote`, `symbol` and the path are code, masked but
 * verbatim: whoever prints them makes them inert in their own way.
 */
export interface Finding {
  readonly anchor: Anchor;
  readonly severity: Severity;
  readonly category: Category;
  /** What decided it: a rule id such as `galley/merge-marker`, or `model/review-chunk` for a form. */
  readonly rule: string;
  /** At most 80 characters, no final full stop. */
  readonly title: string;
  readonly message: string;
  /** The line or lines that the anchor points at, verbatim but masked. Empty for a `file` anchor. */
  readonly quote: string;
  readonly origin: Origin;
  /** Null until a Calibration supports one: never the model's opinion of itself. */
  readonly confidence: Confidence | null;
  /** 16 hexadecimal digits: see fingerprint.ts. */
  readonly fingerprint: string;
  readonly proof: Proof | null;
  readonly suggestion: Suggestion | null;
  /** Enclosing symbol, as in Chunk; empty at top level. */
  readonly symbol: string;
}
