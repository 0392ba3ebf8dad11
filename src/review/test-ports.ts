import type { FileHits } from '../coverage/report.ts';
import type { ParseCode } from '../testgen/code/code-node.ts';
import type { DeclaredType } from '../testgen/fixtures/type-fact.ts';
import type { DeniedCode } from '../testgen/deny/denied-code.ts';
import type { TestSetup } from '../testgen/framework.ts';

/** A copy of the tree in which tests are written and run. The user's own files are never touched. */
export interface ScratchTree {
  /** Writes below the copy; paths from its root, with `/`. Throws GalleyError `unsafe-path` for one that leaves it. */
  write(files: readonly TextFile[]): Promise<void>;
  /** Puts back what `write` changed. */
  restore(): Promise<void>;
  /** Removes the copy. Safe to call twice. */
  close(): Promise<void>;
}

export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/** Runs tests of a scratch tree in a sandbox. */
export interface TestRunner {
  /** How the repository tests; found before the first run. */
  readonly setup: TestSetup;
  /** For people: `bubblewrap: no network, no home, read-only repository`. */
  readonly sandbox: string;
  readonly supports: RunnerSupport;
  /** Never throws for what tests do. Throws GalleyError (`sandbox-missing`, `runner-missing`, `interrupted`). */
  run(request: TestRun): Promise<TestOutcome>;
  /** Test files that load a source file, nearest first; paths from the root. Empty when none is known. */
  related(sourceFile: string): Promise<readonly string[]>;
  /** Ends helpers and removes scratch trees. Safe to call twice. */
  close(): Promise<void>;
}

/** What a runner can be asked for. What it cannot is ignored by `run`. */
export interface RunnerSupport {
  readonly shuffle: boolean;
  readonly clock: boolean;
  readonly cover: boolean;
}

export interface TestRun {
  /** Files laid over the tree for this run only: candidates, mutants. */
  readonly overlay: readonly TextFile[];
  /** Test files to run, paths from the root. Empty: the whole suite. */
  readonly testFiles: readonly string[];
  /** Only tests of this full name; undefined: all. */
  readonly only?: string;
  /** Source files whose hits are wanted; empty: none, which is faster. */
  readonly cover: readonly string[];
  /** Order of the tests; undefined: as written. */
  readonly shuffleSeed?: number;
  /** Undefined: the real clock. `frozen` stands still at this time; `shifted` starts there and runs. Milliseconds since 1970. */
  readonly clock?: { readonly kind: 'frozen' | 'shifted'; readonly time: number };
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

export interface TestOutcome {
  /**
   * `broken`: no test ran, such as after a syntax error or a failed import, a file held none, or the run ended before
   * all of them had. `over-limit`: output, memory, processes or disk.
   */
  readonly status: 'passed' | 'failed' | 'broken' | 'timed-out' | 'over-limit';
  readonly tests: readonly TestResult[];
  /** By path from the root; only those asked for and loaded. */
  readonly hits: ReadonlyMap<string, FileHits>;
  /** Last part of what was printed, for people: untrusted. */
  readonly output: string;
  readonly ms: number;
}

export interface TestResult {
  /** Full name: describes and test, joined by a blank. */
  readonly name: string;
  readonly status: 'passed' | 'failed' | 'skipped';
  readonly failure?: TestFailure;
}

export interface TestFailure {
  readonly message: string;
  /** `assertion`, else the name of the error class: `TypeError`. */
  readonly kind: string;
  /** Values as source text where the runner tells them and they can be written down. */
  readonly expected?: string;
  readonly actual?: string;
  /** 1-based line of the test file that failed; undefined when unknown. */
  readonly line?: number;
}

/** Parses tests, and the code under test. */
export interface TestCodeReader {
  /** By the extension of a path. Undefined for a language without a parser, and where it cannot be loaded. */
  open(path: string): Promise<ParseCode | undefined>;
}

/** Looks at generated code before it runs: what a test has no business with is refused, whatever a sandbox would stop. */
export interface CodeGuard {
  /**
   * @param path tells the language
   * @param text imports and tests that a model had a part in, not those of the repository
   * @returns in the order of their lines; empty: it may run
   */
  check(path: string, text: string): Promise<readonly DeniedCode[]>;
}

/** The compiler of the repository, over tests that are not written yet. */
export interface TypeChecker {
  /** Never throws for what the compiler does; the GalleyErrors of a sandbox pass through. */
  check(request: TypeCheck): Promise<TypeOutcome>;
  /** Ends the compiler. Safe to call twice. */
  close(): Promise<void>;
}

export interface TypeCheck {
  /** Of the test file, from the root of the repository, with `/`. It need not exist. */
  readonly path: string;
  readonly text: string;
  /** Whether the compiler's own fixes are tried. */
  readonly fix: boolean;
  readonly signal: AbortSignal;
}

export interface TypeOutcome {
  readonly outcome: 'passed' | 'failed' | 'not-applicable';
  /** As it was, or with the compiler's fixes. */
  readonly text: string;
  /** Fixes that were made, in the compiler's words. */
  readonly fixes: readonly string[];
  /** What is wrong with `text`, at most 20. Empty unless it failed. */
  readonly problems: readonly TypeProblem[];
  /** Why it is not applicable, for people; empty else. */
  readonly reason: string;
}

export interface TypeProblem {
  /** 1-based. */
  readonly line: number;
  /** `TS2345` */
  readonly code: string;
  readonly message: string;
}

/** What the compiler of the repository knows of its types. */
export interface TypeReader {
  /** Types that a module exports. Never throws for what the compiler does. */
  readTypes(request: TypesWish): Promise<TypesOutcome>;
}

export interface TypesWish {
  /** From the root of the repository, with `/`. */
  readonly path: string;
  /** The one that is wanted, with those that it is made of; empty: all. */
  readonly name: string;
  readonly signal: AbortSignal;
}

export interface TypesOutcome {
  readonly types: readonly DeclaredType[];
  /** Why there are none, for people; empty else. */
  readonly reason: string;
}
