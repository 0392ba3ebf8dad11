import type { LineRange } from '../../change/outline-lines.ts';
import type { Clock, Log, Model, ReplyCache } from '../ports.ts';
import type { CodeGuard, TestCodeReader, TestRunner, TypeChecker } from '../test-ports.ts';

/** How many tests are suggested, and what may be spent on them. The core's own type. */
export interface SuggestOptions {
  /** Most tests that are suggested. */
  readonly maxTests: number;
  /** Questions asked about one function at most. */
  readonly samples: number;
  /** Milliseconds after which nothing new is begun. */
  readonly budgetMs: number;
  /** Most tokens of one request's prompt, system part included. */
  readonly promptTokens: number;
  /** Most tokens of one reply. */
  readonly replyTokens: number;
  /** Candidates and mutants that run at the same time. */
  readonly concurrency: number;
  /** Limit of one run of a candidate, in milliseconds. */
  readonly runMs: number;
  /** Limit of a run of a whole suite, in milliseconds. */
  readonly suiteMs: number;
}

export interface SuggestPorts {
  readonly model: Model;
  readonly cache: ReplyCache | undefined;
  readonly runner: TestRunner;
  /** Runs tests on the tree before the change; undefined: nobody wants to know. */
  readonly baseRunner: TestRunner | undefined;
  readonly guard: CodeGuard;
  /** Undefined: nothing here checks types. */
  readonly types: TypeChecker | undefined;
  readonly testCode: TestCodeReader;
  readonly tree: TreeReader;
  readonly clock: Clock;
  readonly log: Log;
  /** Aborting ends the run early with what was found so far. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: SuggestProgress) => void;
}

/** The head tree, as far as writing tests needs it. Paths from the root, with `/`. */
export interface TreeReader {
  /** Undefined: no such file, or it cannot be read as text. */
  readText(path: string): Promise<string | undefined>;
  exists(path: string): boolean;
  /** Lines of code, not of tests, that hold this word; a few, best first. */
  findUses(word: string, except: string): Promise<readonly string[]>;
  /** Lines of a file that are new; of a file that is looked at as a whole, all of them. */
  addedLines(path: string): readonly LineRange[];
}

/** Where it stands, for people who wait. */
export interface SuggestProgress {
  readonly doing: 'asking' | 'running';
  readonly path: string;
  readonly function: string;
  /** 1-based. */
  readonly target: number;
  readonly targets: number;
  readonly accepted: number;
}
