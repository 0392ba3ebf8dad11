import type { RunnerSupport, TestRun } from '../../review/test-ports.ts';
import type { Launch } from '../../testgen/setup/found-setup.ts';
import type { Program } from './find-program.ts';

/** One test framework: how it is started so that it reports to us. */
export interface RunnerKind {
  supports(program: Program): RunnerSupport;
  /** The processes of one run: most frameworks take all files in one. */
  commands(plan: RunPlan): readonly RunnerCommand[];
}

export interface RunnerCommand {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export interface RunPlan extends Pick<TestRun, 'only' | 'shuffleSeed' | 'clock'> {
  /** Absolute path of what starts the framework: its script, or Python. */
  readonly program: string;
  /** Of the framework; empty when unknown. */
  readonly version: string;
  /** Absolute path of Node. */
  readonly node: string;
  readonly launch: Launch;
  /** Absolute path of the folder that holds our side of it for this run: `src/run/runner/hooks`, and its settings. */
  readonly hooks: string;
  /** From the folder of the package. Empty: the whole suite. */
  readonly files: readonly string[];
  /** Limit of one test; undefined: the repository's own. */
  readonly testTimeoutMs: number | undefined;
}

/** What the hooks read. */
export interface HookSettings {
  readonly clock: TestRun['clock'];
  readonly shuffleSeed: number | undefined;
  readonly only: string | undefined;
  /** Name of the global that instrumented code counts in; undefined: nothing is counted. */
  readonly counters: string | undefined;
  readonly testTimeoutMs: number | undefined;
  readonly isWholeSuite: boolean;
  /** Absolute paths of the source files that Python is to count. */
  readonly cover: readonly string[];
}

/** A pattern of one full name. */
export function exactly(name: string): string {
  return `^${name.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')}$`;
}
