import { describeFailure, isGalleyError, type ErrorCode } from '../../errors.ts';
import { isForgeAway } from './is-forge-away.ts';
import type { Job } from './job-store.ts';
import type { JobResult } from './job-result.ts';

/** GitHub closes for an hour at most; asking whether it is over costs nothing while the client knows that it is not. */
const limitedMs = 5 * 60_000;
/** What goes on for longer may be for one request alone, and counts as a failure. In milliseconds. */
const mostAwayMs = 24 * 3600_000;
const leastPauseMs = 15_000;
const mostPauseMs = 10 * 60_000;

/** What an error makes of a job: somebody who is gone is no failure, neither is being stopped. */
export function resultOfError(
  error: unknown,
  job: Pick<Job, 'whySuperseded' | 'putOffMs'>,
  signal: AbortSignal,
): JobResult {
  if (signal.aborted) return resultOfStop(job);
  if (!isGalleyError(error)) {
    const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { kind: 'failed', problem: { code: 'internal', what: what.slice(0, 500) } };
  }
  if (error.code === 'lease-lost') return { kind: 'stopped', why: 'somebody else has it' };
  // A repository that is gone and one that the app was taken from look alike, and so they should.
  if (error.code === 'forge-not-found') return { kind: 'ended', end: 'ignored', why: describeFailure(error) };
  const problem = { code: error.code, what: describeFailure(error) };
  const afterMs = pauseOf(error.code, job.putOffMs);
  return afterMs === undefined ? { kind: 'failed', problem } : { kind: 'later', problem, afterMs };
}

/** Milliseconds until GitHub is asked again, half as long as it was waited for by then; undefined: the job has failed. */
function pauseOf(code: ErrorCode, putOffMs: number): number | undefined {
  if (code === 'forge-limited') return limitedMs;
  if (!isForgeAway(code) || putOffMs >= mostAwayMs) return undefined;
  return Math.min(mostPauseMs, Math.max(leastPauseMs, putOffMs / 2));
}

/** A job whose signal was aborted: nobody wants it any more, or the worker ends. */
export function resultOfStop({ whySuperseded }: Pick<Job, 'whySuperseded'>): JobResult {
  const reason = whySuperseded();
  if (reason === undefined) return { kind: 'stopped', why: 'the worker ends, or has lost its lease' };
  return { kind: 'ended', end: 'superseded', why: reason };
}
