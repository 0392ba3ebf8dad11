import type { TestFailure, TestOutcome, TestResult } from '../../review/test-ports.ts';
import type { SandboxResult } from '../sandbox/sandbox.ts';
import type { ResultEvent } from './read-results.ts';

/** One process that ran tests, as it ended and as it told. */
export interface EndedProcess {
  readonly result: SandboxResult;
  readonly events: readonly ResultEvent[];
}

export interface JudgedRun extends Pick<TestOutcome, 'status' | 'tests'> {
  /** What went wrong outside of tests, for people. */
  readonly errors: readonly string[];
}

type TestEvent = Extract<ResultEvent, { type: 'test' }>;

/**
 * What a run comes to. A test that was told to pass and to fail has failed; a run whose end was not told, or in which
 * a file held no test, has not passed, whatever its exit status.
 *
 * @param files how many were asked for; 0: the whole suite
 * @param only the one test that was asked for: others are left out
 */
export function judgeRun(
  processes: readonly EndedProcess[],
  files: number,
  only: string | undefined,
): JudgedRun {
  const events = processes.flatMap((process) => process.events);
  const told = processes.flatMap((process) => lastWords(process.events));
  const asked = told.filter(({ name, status }) => only === undefined || name === only || status === 'failed');
  const tests = asked.map(asResult);
  const errors = events.flatMap((event) => (event.type === 'error' ? [event.failure.message] : []));
  const hasEnded = processes.every((process) => process.events.some(({ type }) => type === 'end'));
  const isMissing = files > 0 && new Set(asked.filter(hasRun).map(({ file }) => file)).size < files;
  const limit = processes.map(({ result }) => result.stopped).find((stopped) => stopped !== '');
  const status = (): TestOutcome['status'] => {
    if (limit !== undefined) return limit === 'time' ? 'timed-out' : 'over-limit';
    if (tests.some((test) => test.status === 'failed')) return 'failed';
    if (!hasEnded || isMissing || !asked.some(hasRun)) return 'broken';
    if (errors.length > 0 || processes.some(({ result }) => result.exitCode !== 0)) return 'failed';
    return 'passed';
  };
  return { status: status(), tests, errors };
}

/** One result a test: the worst that was told of it. */
function lastWords(events: readonly ResultEvent[]): readonly TestEvent[] {
  const tests = new Map<number | TestEvent, TestEvent>();
  for (const event of events) {
    if (event.type !== 'test') continue;
    const key = event.id ?? event;
    if (tests.get(key)?.status !== 'failed') tests.set(key, event);
  }
  return [...tests.values()];
}

function hasRun({ status }: TestEvent): boolean {
  return status !== 'skipped';
}

function asResult({ name, status, failure }: TestEvent): TestResult {
  return { name, status, ...(failure === undefined ? {} : { failure: asFailure(failure) }) };
}

function asFailure(failure: NonNullable<TestEvent['failure']>): TestFailure {
  const { message, kind, expected, actual, line } = failure;
  return {
    message,
    kind,
    ...(expected === undefined ? {} : { expected }),
    ...(actual === undefined ? {} : { actual }),
    ...(line === undefined ? {} : { line }),
  };
}
