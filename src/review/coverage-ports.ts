import type { CoverageReport, FileHits } from '../coverage/report.ts';
import type { LineRange } from '../change/outline-lines.ts';

/** Hits of the tests, from reports on disk or from a run. */
export interface CoverageSource {
  /**
   * Hits of these files of the head tree, paths from the root of the repository.
   *
   * Throws GalleyError (`unreadable-report`, `broken-report`, `stale-report`) for a report that cannot be used at all.
   */
  read(paths: readonly string[], signal: AbortSignal): Promise<CoverageData>;
}

export interface CoverageData {
  /** By path from the root of the repository. A path that is absent here and in `unusable` was not loaded by any test. */
  readonly files: ReadonlyMap<string, FileHits>;
  /** Files that the report speaks of and whose hits cannot be used: why, for people. */
  readonly unusable: ReadonlyMap<string, string>;
  /** For people: `coverage/coverage-final.json (istanbul)`. */
  readonly sources: readonly string[];
  readonly formats: readonly CoverageReport['format'][];
  /** What people should know about the reports, one sentence each. */
  readonly notes: readonly string[];
}

/** Finds what can be reached in a file that no test loads. */
export interface Instrumenter {
  /** All hits 0. Undefined: not a language it knows, or the text does not parse. Never throws on bad code. */
  instrument(path: string, text: string): Promise<FileHits | undefined>;
}

/** What a parser knows of a file that a coverage report does not tell. */
export interface CodeFacts {
  /** 1-based lines on which nothing runs: blank, comments, types, imports of types only. */
  readonly inertLines: ReadonlySet<number>;
  readonly functions: readonly FunctionFact[];
  readonly decisions: readonly Decision[];
}

export interface FunctionFact extends LineRange {
  /** Outermost first, joined by `.`. Empty for an anonymous one. */
  readonly name: string;
  /** Text up to the body, on one line. */
  readonly signature: string;
}

/** Something that chooses: an `if`, a `switch`, a ternary, a chain of `&&`, a default value. */
export interface Decision {
  readonly kind: 'if' | 'cond-expr' | 'binary-expr' | 'switch' | 'default-arg' | 'match' | 'loop';
  /** 1-based lines, 0-based columns, the end exclusive: the whole of it. */
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly arms: readonly DecisionArm[];
}

export interface DecisionArm {
  /** For people: `then`, `else`, `case "a"`, `default`, `right of ||`, `default of limit`. */
  readonly name: string;
  /** What must hold for it to be taken, as code and a word: `` `opts.a` falsy ``. */
  readonly needs: string;
  /** Undefined for an arm without code, such as an else that is not there. */
  readonly startLine: number | undefined;
  readonly startColumn: number | undefined;
  readonly endLine: number | undefined;
  readonly endColumn: number | undefined;
}

export interface CodeReader {
  /** Undefined for a language without a parser. Never throws on bad code. */
  read(path: string, text: string): Promise<CodeFacts | undefined>;
}
