import { countErrors } from '../../testgen/code/walk-code.ts';
import { gates, type Funnel, type Gate, type GateResult } from '../../testgen/test-suggestion.ts';
import { failed, notApplicable, passed, type Candidate, type GateVerdict } from './candidate.ts';
import { assertsOnCode } from './gate-assertions.ts';
import type { GateContext } from './gate-context.ts';
import { killsMutants } from './gate-mutants.ts';
import { passesAlone, passesRepeatedly, passesWithSuite } from './gate-runs.ts';

/** What became of a candidate at all gates. */
export interface Gated {
  readonly candidate: Candidate;
  readonly results: readonly GateResult[];
  /** Undefined: it passed all that apply. */
  readonly failed: { readonly gate: Gate; readonly verdict: GateVerdict } | undefined;
}

type Check = (candidate: Candidate, context: GateContext) => GateVerdict | Promise<GateVerdict>;

const checks: Readonly<Record<Gate, Check>> = {
  parses: ({ written }, { prepared }) => {
    const root = prepared.around.parse(written.text);
    const isSound = root !== undefined && countErrors(root) === 0;
    return isSound ? passed() : failed('a syntax error', 'it had a syntax error');
  },
  allowed: async ({ written }, { ports }) => {
    const [first] = await ports.guard.check(written.path, written.added);
    return first === undefined ? passed() : failed(first.reason, `a test may not use it: ${first.reason}`);
  },
  types: async (candidate, { ports }) => {
    if (ports.types === undefined) return notApplicable('nothing here checks types');
    const { path, text } = candidate.written;
    const checked = await ports.types.check({ path, text, fix: true, signal: ports.signal });
    if (checked.outcome === 'not-applicable') return notApplicable(checked.reason);
    const [problem] = checked.problems;
    if (checked.outcome === 'failed')
      return failed(
        problem === undefined ? 'a type error' : `${problem.code}: ${problem.message}`,
        `the compiler says: ${problem?.message ?? 'a type error'}`,
      );
    const written = { ...candidate.written, text: checked.text };
    return {
      ...passed(),
      candidate: { ...candidate, written, repairs: [...candidate.repairs, ...checked.fixes] },
    };
  },
  alone: passesAlone,
  repeats: passesRepeatedly,
  suite: passesWithSuite,
  covers: ({ gained, hits }, { ports, open }) => {
    if (!ports.runner.supports.cover)
      return failed('this runner tells no coverage', 'nobody can tell what it ran');
    if (gained.some((gap) => open.includes(gap)))
      return passed(gained.length === 1 ? '1 gap' : `${gained.length} gaps`);
    return failed(
      hits === undefined ? 'it does not load the code' : 'it reaches none of the gaps',
      'it did not run the marked lines',
    );
  },
  asserts: assertsOnCode,
  kills: killsMutants,
};

/** Asks the gates in their order; behind the first that fails none is asked. */
export async function gateCandidate(first: Candidate, context: GateContext): Promise<Gated> {
  const results: GateResult[] = [];
  let candidate = first;
  for (const [index, gate] of gates.entries()) {
    const verdict = await checks[gate](candidate, context);
    candidate = verdict.candidate ?? candidate;
    results.push({ gate, outcome: verdict.outcome, detail: verdict.detail });
    if (verdict.outcome !== 'failed') continue;
    const rest = gates
      .slice(index + 1)
      .map((one) => ({ gate: one, outcome: 'not-run' as const, detail: '' }));
    return { candidate, results: [...results, ...rest], failed: { gate, verdict } };
  }
  return { candidate, results, failed: undefined };
}

/** How many candidates came to each gate, and how many of them passed it; what does not apply is passed. */
export function countFunnel(all: readonly { readonly results: readonly GateResult[] }[]): Funnel {
  const count = (gate: Gate, outcomes: readonly GateResult['outcome'][]): number =>
    all.filter(({ results }) => results.some((one) => one.gate === gate && outcomes.includes(one.outcome)))
      .length;
  return Object.fromEntries(
    gates.map((gate) => [
      gate,
      {
        tried: count(gate, ['passed', 'failed', 'not-applicable']),
        passed: count(gate, ['passed', 'not-applicable']),
      },
    ]),
  ) as Funnel;
}
