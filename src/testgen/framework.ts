/** What runs a repository's tests. */
export const frameworks = ['vitest', 'jest', 'mocha', 'node:test', 'pytest'] as const;
export type Framework = (typeof frameworks)[number];

/** What calls a suite and a test, as in `describe('cart', () => { it('adds', …) })`. */
export interface SuiteWords {
  readonly suite: 'describe' | 'suite';
  readonly test: 'it' | 'test';
}

export const usualWords: SuiteWords = { suite: 'describe', test: 'it' };

/** How a repository's tests are written, as found in it. */
export interface TestSetup {
  readonly framework: Framework;
  /** How a test file loads the code under test. */
  readonly modules: 'esm' | 'cjs' | 'python';
  readonly language: 'typescript' | 'javascript' | 'python';
  /** `describe`, `it`, `expect` need no import. */
  readonly hasGlobals: boolean;
  /** What asserts: `expect` of the framework, `chai`, node's `assert`. */
  readonly assertions: 'expect' | 'chai-expect' | 'node-assert' | 'python-assert';
  /** In new files; existing ones keep their own. */
  readonly words: SuiteWords;
  /** Where new test files go for a source file: beside it, or mirrored below a folder such as `test`. */
  readonly layout: { readonly kind: 'beside' | 'mirrored'; readonly folder: string; readonly suffix: string };
  /** The command of one test file, for people: `npx vitest run test/cart.test.ts`. */
  readonly command: (testFile: string) => string;
}
