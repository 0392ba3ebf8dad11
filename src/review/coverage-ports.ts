import type { LineRange } from '../change/outline-lines.ts';
import type { CodeFacts } from '../coverage/code-facts.ts';
import type { CoverageReport, FileHits } from '../coverage/report.ts';
export type { CodeFacts, Decision, DecisionArm, FunctionFact } from '../coverage/code-facts.ts';

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
  /**
   * All hits 0. Undefined: not a language it knows, or the text does not parse. Never throws on bad code.
   *
   * @param lines as for a CodeReader
   */
  instrument(path: string, text: string, lines?: readonly LineRange[]): Promise<FileHits | undefined>;
}

/** What a CodeReader is asked about. */
export interface CodeText {
  readonly path: string;
  readonly text: string;
  /** As for `read`. */
  readonly lines: readonly LineRange[] | undefined;
}

export interface CodeReader {
  /** Says what will be asked, so that reading may begin. Optional: a hint. Each is then asked once, with the same text. */
  expect?(texts: readonly CodeText[]): void;
  /** Ends helpers: what was expected is asked no more. Later texts are read without them. Safe to call twice. */
  close?(): void;
  /**
   * Undefined for a language without a parser. Never throws on bad code.
   *
   * @param lines what is asked about, ascending, without overlaps; undefined: everything. Of functions and classes that none
   *   of them touches nothing need be said
   */
  read(path: string, text: string, lines?: readonly LineRange[]): Promise<CodeFacts | undefined>;
}

/** All that measuring what tests reach of a Change needs from outside, beside its texts. */
export interface CoveragePorts {
  readonly hits: CoverageSource;
  /** Hits at the base, by paths of the base tree; undefined: nobody has any. */
  readonly baseHits: CoverageSource | undefined;
  readonly instrumenter: Instrumenter;
  readonly code: CodeReader;
}
