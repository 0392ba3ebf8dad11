import type { Gap } from '../../coverage/gap.ts';
import type { PreparedTarget } from './candidate.ts';
import type { SuggestOptions, SuggestPorts } from './suggest-options.ts';

/** What gates know beside the candidate. */
export interface GateContext {
  readonly prepared: PreparedTarget;
  /** Gaps of the target that no accepted test closes yet. */
  readonly open: readonly Gap[];
  /** Open Gaps of other functions of the same file: a test may close some on its way. */
  readonly others: readonly Gap[];
  readonly options: SuggestOptions;
  readonly ports: SuggestPorts;
  /** Runs a task for each item, a few at the same time. */
  readonly spread: <T, R>(items: readonly T[], task: (item: T) => Promise<R>) => Promise<readonly R[]>;
  /** Names of the related tests that pass without the candidate; run once for the same files. */
  readonly baseline: () => Promise<ReadonlySet<string>>;
}
