import type { Gap } from '../../coverage/gap.ts';
import type { FileHits } from '../../coverage/report.ts';
import type { CodeNode } from '../../testgen/code/code-node.ts';
import type { Surroundings, SourceFile } from '../../testgen/surroundings.ts';
import type { TestTarget } from '../../testgen/target.ts';
import type { TestBody } from '../../testgen/test-body.ts';
import type { GateResult } from '../../testgen/test-suggestion.ts';
import type { WrittenTest } from '../../testgen/write-test-file.ts';
import type { TestContext } from '../../testgen/context/test-context.ts';

/** A target with all that its candidates share. */
export interface PreparedTarget {
  readonly target: TestTarget;
  readonly context: TestContext;
  readonly around: Surroundings;
  readonly source: SourceFile & { readonly root: CodeNode };
  /** The file that the test goes into: an existing one with its text, or a new one with an empty text. */
  readonly testFile: SourceFile;
  /** Test files that load the source. */
  readonly related: readonly string[];
}

/** One test that may become a suggestion. */
export interface Candidate {
  readonly body: TestBody;
  readonly written: WrittenTest;
  readonly repairs: readonly string[];
  readonly isCharacterisation: boolean;
  /** What its own run reached. Undefined: it did not run yet. */
  readonly hits: FileHits | undefined;
  readonly gained: readonly Gap[];
  readonly mutants: { readonly killed: number; readonly tried: number };
}

/** What a gate says. */
export interface GateVerdict extends Pick<GateResult, 'outcome' | 'detail'> {
  /** As the gate changed it: types mended, a wrong expected value taken from the run. */
  readonly candidate?: Candidate;
  /** For the model, where it failed: completes "This was tried, but ...". */
  readonly problem?: string;
  /** Failed by an assertion about what the code does. */
  readonly isDisagreement?: boolean;
}

export const passed = (detail = ''): GateVerdict => ({ outcome: 'passed', detail });
export const notApplicable = (detail: string): GateVerdict => ({ outcome: 'not-applicable', detail });
export const failed = (detail: string, problem = detail): GateVerdict => ({
  outcome: 'failed',
  detail,
  problem,
});
