import type { TestSetup } from '../framework.ts';

/** How a repository tests, and how its tests are started. */
export interface FoundSetup {
  readonly setup: TestSetup;
  readonly launch: Launch;
}

/** What the repository's own test command says. */
export interface Launch {
  /** Folder of the package that the tests belong to, from the root of the repository, with `/`. Empty: the root. */
  readonly folder: string;
  /** Options of Node, such as `--import tsx`. */
  readonly nodeOptions: readonly string[];
  /** Options of the runner that a test file needs, such as mocha's `--require`. */
  readonly options: readonly string[];
  /** Variables that the command sets. */
  readonly env: Readonly<Record<string, string>>;
  /** Files, folders or patterns that it names for the whole suite. Empty: the runner's own choice. */
  readonly suite: readonly string[];
  /** All test files of the package, from the root of the repository. */
  readonly testFiles: readonly string[];
}
