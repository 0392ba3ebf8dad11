import type { Gap } from '../../src/coverage/gap.ts';
import type { SuggestedTests } from '../../src/review/suggest-tests/suggest-tests.ts';
import type { TestTarget } from '../../src/testgen/target.ts';
import type { Funnel } from '../../src/testgen/test-suggestion.ts';
import type { Asked } from './open-asked.ts';

export interface Share {
  readonly closed: number;
  readonly of: number;
}

/** What came of some functions that tests were written for. */
export interface Outcome {
  readonly functions: number;
  /** All that no test reached of them: arms, and what runs or not as a whole. */
  readonly gaps: Share;
  /** Arms of branches among them. */
  readonly arms: Share;
  readonly tests: number;
  readonly characterisations: number;
  readonly funnel: Funnel;
  readonly mutants: { readonly killed: number; readonly tried: number };
  /** What the model took when it was asked first, also where its replies were kept since. */
  readonly model: {
    readonly questions: number;
    readonly seconds: number;
    readonly prompt: number;
    readonly reply: number;
  };
  /** Questions that nobody answered. */
  readonly unanswered: number;
  /** Running and checking, in this run. */
  readonly runSeconds: number;
}

export function outcomeOf(
  targets: readonly TestTarget[],
  { suggestions, ledger }: SuggestedTests,
  { used, waitedMs }: Pick<Asked, 'used' | 'waitedMs'>,
): Outcome {
  const gaps = targets.flatMap((target) => target.gaps);
  const gained = new Set(suggestions.flatMap((one) => one.gained));
  const share = (some: readonly Gap[]): Share => ({
    closed: some.filter((gap) => gained.has(gap)).length,
    of: some.length,
  });
  const replies = [...used.values()];
  const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0);
  const questions = sum(ledger.targets.map((one) => one.questions));
  return {
    functions: targets.length,
    gaps: share(gaps),
    arms: share(gaps.filter(({ kind }) => kind === 'branch')),
    tests: suggestions.length,
    characterisations: suggestions.filter((one) => one.isCharacterisation).length,
    funnel: ledger.funnel,
    mutants: {
      killed: sum(suggestions.map(({ mutants }) => mutants.killed)),
      tried: sum(suggestions.map(({ mutants }) => mutants.tried)),
    },
    model: {
      questions,
      seconds: sum(replies.map(({ ms }) => ms.total)) / 1000,
      prompt: sum(replies.map(({ tokens }) => tokens.prompt)),
      reply: sum(replies.map(({ tokens }) => tokens.reply)),
    },
    unanswered: ledger.modelFailure === null ? 0 : 1,
    runSeconds: Math.max(0, ledger.seconds - waitedMs() / 1000),
  };
}
