import { GalleyError, isGalleyError, type ErrorCode } from '../../errors.ts';
import { mostComments, type PullRequest } from '../forge-ports.ts';
import type { OpenedReview } from '../pull-request/pull-request-ports.ts';
import type { PullRequestOutcome } from '../pull-request/pull-request-outcome.ts';
import { reviewPullRequest } from '../pull-request/review-pull-request.ts';
import type { ReviewProgress } from '../review-options.ts';
import { configurationKey } from './configuration-key.ts';
import { describeStep } from '../describe-step.ts';
import type { JobResult } from './job-result.ts';
import { endAllChecks, endLeftChecks } from './end-left-checks.ts';
import { recordReview } from './record-review.ts';
import { repairLate } from './repair-late.ts';
import { tellInvalid } from './tell-invalid.ts';
import { tellReturn } from './tell-return.ts';
import { resultOfError, resultOfStop } from './result-of-error.ts';
import type { ReviewJob, ReviewJobPorts } from './review-job-ports.ts';

/** How often a head may move on while it is reviewed, until the job makes room for others. */
const mostHeads = 3;
/** Tries for a model that is not there; the last one posts what can be said without it. */
const modelTries = 3;
/** Somebody restarts it, or it has too much to do: it will be back. */
const awayCodes: readonly (ErrorCode | undefined)[] = ['server-unreachable', 'model-busy'];

/**
 * Reviews the newest head of a pull request and posts the review: one job, whatever becomes of it. Throws nothing: what
 * went wrong is a result.
 */
export async function runReviewJob(job: ReviewJob, ports: ReviewJobPorts): Promise<JobResult> {
  const { pull, isForced } = job.errand;
  try {
    if (!isForced && (await ports.store.isPaused(pull))) return await keepSilent(job, ports);
    for (let heads = 1; ; heads += 1) {
      const result = await reviewHead(job, ports);
      if (result !== 'moved') return result;
      if (heads === mostHeads) return failed('interrupted', 'The head moves faster than it can be reviewed.');
    }
  } catch (error) {
    return resultOfError(error, job, ports.signal);
  }
}

/** Somebody asked for silence; a try before that, whose worker is gone, may have left its check under way. */
async function keepSilent({ attempt, errand }: ReviewJob, ports: ReviewJobPorts): Promise<JobResult> {
  if (attempt > 1) await endAllChecks(errand.pull, await ports.forge.readPullRequest(ports.signal), ports);
  return ignored('paused');
}

/** What was learned about a pull request while its review was opened. */
interface Opened {
  pull?: PullRequest;
  mergeBase?: string;
  configuration?: string;
  isModelAway?: true;
}

/** This head has its review. */
class Known extends Error {}

async function reviewHead(job: ReviewJob, ports: ReviewJobPorts): Promise<JobResult | 'moved'> {
  const { forge, log, signal } = ports;
  const seen: Opened = {};
  const openReview = async (pull: PullRequest, mergeBase: string): Promise<OpenedReview> => {
    Object.assign(seen, { pull, mergeBase });
    await endLeftChecks(job.errand.pull, pull, ports);
    const opened = await openRepaired(pull, mergeBase, seen, job, ports);
    try {
      seen.configuration = await configurationKey(opened);
      const identity = { pull: job.errand.pull, head: pull.head.sha, configuration: seen.configuration };
      if (!job.errand.isForced && (await ports.store.hasReview(identity))) throw new Known();
      return { ...opened, amend: heedModel(opened, seen, job, ports) };
    } catch (error) {
      await opened.close();
      throw error;
    }
  };
  try {
    const options = { isPosting: true, showsProgress: true, mostComments, listening: 'app' } as const;
    return await conclude(
      await reviewPullRequest(options, { forge, openReview, log, signal }),
      seen,
      job,
      ports,
    );
  } catch (error) {
    if (error instanceof Known) return { kind: 'ended', end: 'duplicate', why: 'it has its review' };
    if (isGalleyError(error) && error.code === 'invalid-config' && !signal.aborted)
      return tellInvalid(error, seen, job, ports);
    throw error;
  }
}

/** A base whose configuration is invalid may have been repaired since the last push to the pull request. */
async function openRepaired(
  pull: PullRequest,
  mergeBase: string,
  seen: Opened,
  job: ReviewJob,
  ports: ReviewJobPorts,
): Promise<OpenedReview> {
  try {
    return await ports.openReview(pull, mergeBase, keepProgress(job, ports));
  } catch (error) {
    if (!isGalleyError(error) || error.code !== 'invalid-config') throw error;
    const tip = await ports.readBaseTip(pull);
    if (tip === pull.base.sha) throw error;
    seen.pull = { ...pull, base: { ...pull.base, sha: tip } };
    return ports.openReview(seen.pull, mergeBase, keepProgress(job, ports));
  }
}

/** Tells the store where the review stands; of the many steps of one call nothing changes. */
function keepProgress(job: ReviewJob, { store }: ReviewJobPorts): (progress: ReviewProgress) => void {
  let last: string | undefined;
  return (progress) => {
    const text = describeStep(progress);
    if (text === undefined || text === last) return;
    last = text;
    // It is no result: a store that is away is heard of soon enough.
    store.progress(job, text).catch(() => {});
  };
}

/** Ends a review without its model, so that it is made later; after the last try it says that it will be. */
function heedModel(
  { amend }: OpenedReview,
  seen: Opened,
  job: ReviewJob,
  { store }: ReviewJobPorts,
): NonNullable<OpenedReview['amend']> {
  return async (result) => {
    const { away, review } = result;
    if (job.attempt < modelTries && awayCodes.includes(away)) {
      const what = review.ledger.modelFailure?.message ?? 'The model stopped answering during the review.';
      throw new GalleyError('server-unreachable', { what, isRetryable: true });
    }
    const amended = (await amend?.(result)) ?? result;
    if (away === undefined) return amended;
    seen.isModelAway = true;
    const before = await store.withoutModel(job.errand.pull, seen.pull?.head.sha ?? '');
    return tellReturn(amended, (before?.tries ?? 0) + 1);
  };
}

async function conclude(
  outcome: PullRequestOutcome,
  { configuration = '', mergeBase = '', isModelAway }: Opened,
  job: ReviewJob,
  ports: ReviewJobPorts,
): Promise<JobResult | 'moved'> {
  switch (outcome.kind) {
    case 'skipped':
      await endAllChecks(job.errand.pull, outcome.pull, ports);
      return ignored(outcome.reason);
    case 'withdrawn':
      return { kind: 'ended', end: 'superseded', why: outcome.reason };
    case 'superseded':
      return job.whySuperseded() === undefined && !ports.signal.aborted ? 'moved' : resultOfStop(job);
    case 'planned':
    case 'stopped':
      return resultOfStop(job);
    case 'not-posted':
      if (outcome.problem.code === 'lease-lost') await repairLate(outcome.posting, job, ports);
      throw outcome.problem;
    case 'posted': {
      if (!(await ports.store.isHeld(job))) {
        await repairLate(outcome.posting, job, ports);
        return { kind: 'stopped', why: 'its review came late' };
      }
      const { url, problems } = outcome.posted;
      const key = job.errand.pull;
      const known = { key, configuration, mergeBase, url, problems, isModelAway };
      const record = recordReview({ ...outcome, ...known });
      return { kind: 'ended', end: 'posted', record, why: outcome.review.verdict };
    }
  }
}

function ignored(why: string): JobResult {
  return { kind: 'ended', end: 'ignored', why };
}

function failed(code: string, what: string): JobResult {
  return { kind: 'failed', problem: { code, what } };
}
