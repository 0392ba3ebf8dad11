import type { Gap } from '../../coverage/gap.ts';
import type { TestTarget } from '../../testgen/target.ts';
import type { Funnel, Gate } from '../../testgen/test-suggestion.ts';
import type { AskedTest } from './ask-test.ts';
import { hopeless } from '../lasting-failures.ts';
import { countFunnel, type Gated } from './gate-candidate.ts';

/** The honest account of a run that wrote tests. */
export interface TestLedger {
  /** One entry for each target, in the order in which they were to be tried. */
  readonly targets: readonly TargetEntry[];
  readonly funnel: Funnel;
  readonly calls: number;
  readonly cacheHits: number;
  readonly tokens: { readonly prompt: number; readonly reply: number };
  readonly seconds: number;
  /** Why the model answered no more; null: it did. */
  readonly modelFailure: { readonly message: string; readonly todo: string } | null;
}

export interface TargetEntry {
  readonly path: string;
  readonly function: string;
  readonly gaps: number;
  readonly closed: number;
  readonly questions: number;
  readonly candidates: number;
  /** `open`: it was not reached in time. `skipped`: see `reason`. */
  readonly outcome: 'closed' | 'partly' | 'none' | 'open' | 'skipped';
  /** For people: why it was skipped, or what stopped the last candidate. May be empty. */
  readonly reason: string;
}

interface Draft extends Pick<TargetEntry, 'questions' | 'candidates' | 'reason'> {
  readonly skipped: boolean;
}

const nothing: Draft = { questions: 0, candidates: 0, reason: '', skipped: false };

/** @param elapsed milliseconds since the run began */
export function createLedger(targets: readonly TestTarget[], elapsed: () => number) {
  const drafts = new Map<TestTarget, Draft>();
  const all: Gated[] = [];
  const asked: AskedTest[] = [];
  const change = (target: TestTarget, more: (draft: Draft) => Partial<Draft>): void => {
    const draft = drafts.get(target) ?? nothing;
    drafts.set(target, { ...draft, ...more(draft) });
  };
  return {
    targets: targets.length,
    skip: (target: TestTarget, reason: string): void => change(target, () => ({ reason, skipped: true })),
    asked(target: TestTarget, one: AskedTest): void {
      asked.push(one);
      change(target, ({ questions }) => ({ questions: questions + 1, reason: one.failure }));
    },
    gated(target: TestTarget, one: Gated): void {
      all.push(one);
      change(target, ({ candidates, reason }) => ({
        candidates: candidates + 1,
        reason: one.failed === undefined ? reason : toldOf(one.failed.gate, one.failed.verdict.detail),
      }));
    },
    isModelGone: (): boolean =>
      asked.some(({ failureCode }) => failureCode !== undefined && hopeless.has(failureCode)),
    /** @param open Gaps that no accepted test closes */
    close: (open: ReadonlySet<Gap>): TestLedger => ({
      ...account(all, asked),
      targets: targets.map((target) => entryOf(target, drafts.get(target), open)),
      seconds: elapsed() / 1000,
    }),
  };
}

function account(
  all: readonly Gated[],
  asked: readonly AskedTest[],
): Omit<TestLedger, 'targets' | 'seconds'> {
  const replies = asked.flatMap(({ reply }) => (reply === undefined ? [] : [reply]));
  const fresh = replies.filter(({ cached }) => !cached).map(({ completion }) => completion.tokens);
  const lost = asked.flatMap(({ lostPrompts }) => lostPrompts);
  const gone = asked.find(({ reply, failureCode }) => reply === undefined && failureCode !== undefined);
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  return {
    funnel: countFunnel(all),
    calls: fresh.length + lost.length,
    cacheHits: replies.length - fresh.length,
    tokens: {
      prompt: sum([...fresh.map(({ prompt }) => prompt), ...lost]),
      reply: sum(fresh.map(({ reply }) => reply)),
    },
    modelFailure: gone === undefined ? null : { message: gone.failure, todo: gone.todo },
  };
}

function entryOf(
  { path, function: name, gaps }: TestTarget,
  draft: Draft | undefined,
  open: ReadonlySet<Gap>,
): TargetEntry {
  const { skipped, ...rest } = draft ?? nothing;
  const closed = gaps.filter((gap) => !open.has(gap)).length;
  const tried = closed === gaps.length ? 'closed' : closed > 0 ? 'partly' : 'none';
  const untried = skipped ? 'skipped' : draft === undefined ? 'open' : tried;
  return {
    path,
    function: name,
    gaps: gaps.length,
    closed,
    ...rest,
    outcome: closed === gaps.length ? 'closed' : untried,
  };
}

function toldOf(gate: Gate, detail: string): string {
  return detail === '' ? gate : `${gate}: ${detail}`;
}
