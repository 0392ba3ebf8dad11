import type { TestSuggestion } from '../../testgen/test-suggestion.ts';
import type { Candidate } from './candidate.ts';
import type { GateContext } from './gate-context.ts';
import { runCandidate } from './gate-runs.ts';

/** A test that passes before the change and fails after it, by an assertion: perhaps the change broke something. */
export interface Regression {
  /** Source file and function under test. */
  readonly target: TestSuggestion['target'];
  /** Where the test would stand, and what would be added there. */
  readonly testPath: string;
  readonly added: string;
  readonly title: string;
  /** Why it fails after the change, for people. */
  readonly failure: string;
  /** 1-based, inclusive lines of the head file that it was written for. */
  readonly startLine: number;
  readonly endLine: number;
}

/** Runs that must agree: what passes only sometimes says nothing. */
const runs = 2;

/** What a test does on the tree before the change. Undefined: nobody wants to know. */
export async function tryAtBase(
  candidate: Candidate,
  context: GateContext,
): Promise<TestSuggestion['atBase']> {
  const { baseRunner } = context.ports;
  if (baseRunner === undefined) return undefined;
  const there = { ...context, ports: { ...context.ports, runner: baseRunner } };
  const statuses: string[] = [];
  for (let run = 0; run < runs; run++) {
    const { status } = await runCandidate(candidate, there, {});
    statuses.push(status);
  }
  if (statuses.every((status) => status === 'passed')) return 'passes';
  return statuses.every((status) => status === 'failed') ? 'fails' : 'cannot-run';
}

/** Undefined unless it passes at the base. */
export async function findRegression(
  candidate: Candidate,
  failure: string,
  context: GateContext,
): Promise<Regression | undefined> {
  if ((await tryAtBase(candidate, context)) !== 'passes') return undefined;
  const { target } = context.prepared;
  const { written } = candidate;
  const [gap] = context.open;
  return {
    target: { path: target.path, function: target.function },
    testPath: written.path,
    added: written.added,
    title: written.title,
    failure,
    startLine: gap?.startLine ?? target.startLine,
    endLine: gap?.endLine ?? target.endLine,
  };
}
