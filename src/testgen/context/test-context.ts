import type { Gap } from '../../coverage/gap.ts';
import type { TestSetup } from '../framework.ts';
import type { TestTarget } from '../target.ts';

/** What a model sees when it is asked for the body of one test. All of it is chosen by code. */
export interface TestContext {
  readonly target: TestTarget;
  readonly setup: TestSetup;
  /** As `languageOf` of src/change names it. */
  readonly language: string;
  /** Lines of the function, with marks behind those that no test reaches. */
  readonly code: string;
  /** Head of its class, types, heads of functions that it calls; best first. May be empty. */
  readonly heads: readonly string[];
  /** Existing tests; best first. May be empty. */
  readonly examples: readonly string[];
  /** A line of other code that calls it; empty: none was found. */
  readonly callSite: string;
  /** How the function is called, as code without arguments: see show-call.ts. Empty: nothing leads to it. */
  readonly call: string;
  /** `call` reaches it through another function. */
  readonly isIndirect: boolean;
  /** Import that the test file will have, such as `import { add } from '../src/add.js'`: its names are in scope. */
  readonly imports: string;
}

/** An attempt that came to nothing, as a counter-example for the next. */
export interface FailedAttempt {
  readonly body: string;
  /** For the model, one line: `it did not reach the marked line`. */
  readonly problem: string;
}

/** What one question is about. */
export interface TestWish {
  readonly gap: Gap;
  /** The latest attempts at this target, newest last. */
  readonly failed: readonly FailedAttempt[];
}
