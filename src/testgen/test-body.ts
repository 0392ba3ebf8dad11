/** What one test does, without anything around it. */
export interface TestBody {
  /** One line; empty: none was given. */
  readonly title: string;
  /** Statements without indentation, lines ended by `\n`, none at the end. */
  readonly code: string;
  /** Parameters of its function: `done`, names of pytest's fixtures. */
  readonly parameters: readonly string[];
  /** Decorators of a Python test, such as `@pytest.mark.parametrize(...)`. */
  readonly decorators: readonly string[];
  /** What it wants imported. */
  readonly needs: readonly ImportNeed[];
}

/** One name that a test file gets from a module. */
export interface ImportNeed {
  /** As in code: `node:assert/strict`, `../src/cart.js`, `app.cart`. */
  readonly source: string;
  /** `module`: all of it under one name, as by `import * as` or Python's `import`; `effect`: no name at all. */
  readonly kind: 'named' | 'default' | 'module' | 'effect';
  /** Name in the module; empty unless `kind` is `named`. */
  readonly imported: string;
  /** Name in the test. Empty for `effect`. */
  readonly local: string;
  /** It names a type: nothing is left of it when the test runs. */
  readonly isType: boolean;
}
