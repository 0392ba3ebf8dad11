import type { LineRange } from '../../change/outline-lines.ts';
import { makeMutants, type Mutant } from '../../testgen/mutants.ts';
import { failed, notApplicable, passed, type Candidate, type GateVerdict } from './candidate.ts';
import type { GateContext } from './gate-context.ts';
import { runCandidate } from './gate-runs.ts';

/** Most mutants that a candidate is tried against. */
const mostMutants = 8;
const seed = 20_779;

/** Breaks the new code in small ways, one at a time: at least one of them the test must notice. */
export async function killsMutants(candidate: Candidate, context: GateContext): Promise<GateVerdict> {
  const mutants = await mutantsFor(candidate, context);
  if (mutants.length === 0) return notApplicable('there is nothing to break in the new lines');
  const { path } = context.prepared.target;
  const { written } = candidate;
  const outcomes = await context.spread(mutants, ({ text }) =>
    runCandidate(candidate, context, {
      overlay: [
        { path: written.path, text: written.text },
        { path, text },
      ],
    }),
  );
  if (context.ports.signal.aborted) return failed('stopped before its end', 'it was stopped');
  const killed = outcomes.filter(({ status }) => status !== 'passed').length;
  const detail = `killed ${killed} of ${mutants.length}`;
  if (killed === 0) return failed(detail, 'it also passes when the code is broken');
  return { ...passed(detail), candidate: { ...candidate, mutants: { killed, tried: mutants.length } } };
}

/** First of the lines that the test is for, then of the other new lines of the function. */
async function mutantsFor(
  { gained }: Candidate,
  { prepared, ports }: GateContext,
): Promise<readonly Mutant[]> {
  const { source, target } = prepared;
  const parse = await ports.testCode.open(source.path);
  if (parse === undefined) return [];
  const make = (lines: readonly LineRange[], max: number): Mutant[] =>
    makeMutants(source.root, { lines, parse, max, seed });
  const near = make(
    gained.map(({ startLine, endLine }) => ({ first: startLine, last: endLine })),
    mostMutants,
  );
  const own = ports.tree.addedLines(source.path).flatMap(({ first, last }) => {
    const within = { first: Math.max(first, target.startLine), last: Math.min(last, target.endLine) };
    return within.first <= within.last ? [within] : [];
  });
  const texts = new Set(near.map(({ text }) => text));
  const others = make(own, mostMutants).filter(({ text }) => !texts.has(text));
  return [...near, ...others].slice(0, mostMutants);
}
