import { isReached } from '../../coverage/is-reached.ts';
import type { TestOutcome, TestRun } from '../test-ports.ts';
import { failed, notApplicable, passed, type Candidate, type GateVerdict } from './candidate.ts';
import { characterise } from './characterise.ts';
import { describeFailed } from './describe-failed.ts';
import type { GateContext } from './gate-context.ts';

/**
 * The test by itself, with hits of the code under test; what it reached is kept for a later gate. One wrong expected value is
 * replaced by the one that came out, and the test runs again.
 */
export async function passesAlone(candidate: Candidate, context: GateContext): Promise<GateVerdict> {
  const { target } = context.prepared;
  const outcome = await runCandidate(candidate, context, { cover: [target.path] });
  if (outcome.status !== 'passed') {
    // With a base to ask, what disagrees may be a regression: that must not be written down as right.
    const isAsked = context.ports.baseRunner !== undefined;
    const other = isAsked ? undefined : characterise(candidate, outcome, context);
    const again = other && (await passesAlone(other, context));
    return again?.outcome === 'passed' ? again : notPassed(outcome, candidate);
  }
  const hits = outcome.hits.get(target.path);
  const wanted = [...context.open, ...context.others];
  const gained = hits === undefined ? [] : wanted.filter((gap) => isReached(gap, hits));
  return { ...passed(), candidate: { ...candidate, hits, gained } };
}

/** Runs in all, the first by itself among them (TestGen-LLM: 5 of 5). */
const repeats = 5;

/** Noon of a leap day, and a night years ahead: what depends on the date shows it there. */
const clocks = [Date.UTC(2024, 1, 29, 12), Date.UTC(2031, 10, 16, 3, 4, 5)] as const;

/** Again, among the tests of its file in another order each time, with a clock that stands still and one that is far off. */
export async function passesRepeatedly(candidate: Candidate, context: GateContext): Promise<GateVerdict> {
  const { shuffle, clock } = context.ports.runner.supports;
  const runs: Partial<TestRun>[] = [
    { shuffleSeed: 11 },
    { shuffleSeed: 23, clock: { kind: 'frozen', time: clocks[0] } },
    { shuffleSeed: 37, clock: { kind: 'shifted', time: clocks[1] } },
    { shuffleSeed: 51 },
  ];
  const outcomes = await context.spread(runs, (run) => runCandidate(candidate, context, run));
  const good = outcomes.filter(({ status }) => status === 'passed').length + 1;
  const lacks = [shuffle ? '' : 'order as written', clock ? '' : 'real clock'].filter(Boolean);
  const detail = [`${good} of ${repeats}`, ...lacks].join(', ');
  if (good === repeats) return passed(detail);
  return failed(detail, 'it failed when it ran again');
}

/** With the rest of its file and the tests of the same source: none that passed before may fail now. */
export async function passesWithSuite(candidate: Candidate, context: GateContext): Promise<GateVerdict> {
  const { related, testFile } = context.prepared;
  const { written } = candidate;
  if (related.length === 0 && testFile.text === '') return notApplicable('there are no related tests');
  const baseline = await context.baseline();
  const testFiles = [...new Set([written.path, ...related])];
  const outcome = await runFiles(candidate, context, testFiles);
  if (outcome.status === 'timed-out' || outcome.status === 'over-limit')
    return failed(describeFailed(outcome), 'the tests beside it did not come to an end');
  const fallen = outcome.tests.filter(({ name, status }) => status === 'failed' && baseline.has(name));
  const own = outcome.tests.find(({ name }) => name === written.fullName);
  if (own?.status === 'failed') return failed('fails beside other tests', 'it failed beside other tests');
  if (fallen.length > 0) return failed(`${fallen.length} other tests fail`, 'other tests failed beside it');
  const ran = outcome.tests.filter(({ status }) => status === 'passed').length;
  // What was broken before says nothing about the candidate; but then it must have been broken before.
  if (own === undefined && baseline.size > 0)
    return failed('the related tests do not run', 'other tests broke');
  return passed(`${ran} tests`);
}

/** Names of the related tests that pass without the candidate. */
export async function passingTests(context: GateContext): Promise<ReadonlySet<string>> {
  const { related } = context.prepared;
  if (related.length === 0) return new Set();
  const { ports, options } = context;
  const outcome = await ports.runner.run({
    overlay: [],
    testFiles: related,
    cover: [],
    timeoutMs: options.suiteMs,
    signal: ports.signal,
  });
  return new Set(outcome.tests.filter(({ status }) => status === 'passed').map(({ name }) => name));
}

function runFiles(
  { written }: Candidate,
  { ports, options }: GateContext,
  testFiles: readonly string[],
): Promise<TestOutcome> {
  return ports.runner.run({
    overlay: [{ path: written.path, text: written.text }],
    testFiles,
    cover: [],
    timeoutMs: options.suiteMs,
    signal: ports.signal,
  });
}

export function runCandidate(
  { written }: Candidate,
  { ports, options }: GateContext,
  run: Partial<TestRun>,
): Promise<TestOutcome> {
  return ports.runner.run({
    overlay: [{ path: written.path, text: written.text }],
    testFiles: [written.path],
    only: written.fullName,
    cover: [],
    timeoutMs: options.runMs,
    signal: ports.signal,
    ...run,
  });
}

function notPassed(outcome: TestOutcome, { written }: Candidate): GateVerdict {
  const failure = outcome.tests.find(({ name }) => name === written.fullName)?.failure;
  const problem = describeFailed(outcome, written.fullName);
  return { ...failed(problem), isDisagreement: failure?.kind === 'assertion' };
}
