import { Hono, type Context } from 'hono';
import { describeFailure, isGalleyError, type ErrorCode } from '../../../errors.ts';
import type { Log } from '../../../log.ts';
import type { Envelope } from '../../../report/envelope-schema.ts';
import { stringifyJson } from '../../../report/stringify-json.ts';
import { askForToken } from '../api/ask-for-token.ts';
import { answerProblem, problemOf, type Problem } from '../api/problem.ts';
import type { TokenCheck } from '../operator/create-token-check.ts';
import { createTurns, type Place } from './create-turns.ts';
import { readDiff } from './read-diff.ts';
import type { ReviewDiff, SentDiff, Told } from './review-diff.ts';
import { streamReview } from './stream-review.ts';
import { tellReview, type Ended } from './tell-review.ts';

export interface ReviewEndpointOptions {
  readonly operator: TokenCheck;
  readonly reviewDiff: ReviewDiff;
  /** Of a request's body: more is refused with 413. */
  readonly mostBytes: number;
  /** Reviews at the same time. */
  readonly concurrency: number;
  /** Requests that may wait for their turn; further ones are refused with 429. */
  readonly mostWaiting: number;
  /** Ends what is under way: the server stops. */
  readonly stop: AbortSignal;
  readonly log: Log;
  /** Between comments that keep a stream alive; 15,000 where nothing is said. */
  readonly heartbeatMs?: number;
}

export const reviewPath = '/v1/review';
const defaultHeartbeatMs = 15_000;
/** Seconds after which somebody whom the queue had no place for may ask again. */
const retrySeconds = 30;

/** `POST /v1/review`, and nothing else: to be mounted at `/`. */
export function createReviewEndpoint(options: ReviewEndpointOptions): Hono {
  const { operator, mostBytes, stop, log, heartbeatMs = defaultHeartbeatMs } = options;
  const turns = createTurns(options.concurrency, options.mostWaiting);
  const app = new Hono();
  app.use(reviewPath, askForToken(operator));
  app.post(reviewPath, async (context) => {
    const place = turns.enter();
    if (place === undefined) return answerFull(context);
    const gone = new AbortController();
    const signal = AbortSignal.any([context.req.raw.signal, gone.signal, stop]);
    const diff = await readDiff(context, mostBytes).catch(brokenOff);
    if (!('bytes' in diff)) {
      place.leave();
      // Of a body that is too large nobody reads the rest.
      return answerProblem(context, diff, diff.status === 413 ? { connection: 'close' } : {});
    }
    const run = (tell: (told: Told) => void): Promise<Ended | undefined> =>
      tellReview(diff, log, () => runReview(diff, place, { ...options, signal, tell })).finally(() =>
        place.leave(),
      );
    if (wantsStream(context)) return streamReview(context, { heartbeatMs, run, onGone: () => gone.abort() });
    const ended = (await run(() => {})) ?? problemOf(503, 'The server stops.');
    return 'result' in ended ? answerReview(context, ended.result) : answerProblem(context, ended);
  });
  app.onError((error, context) => {
    log.warn('a review of a diff failed', { reason: error.name });
    return answerProblem(context, problemOf(500, 'The reason stands in the log of the server.'));
  });
  return app;
}

interface Run extends Pick<ReviewEndpointOptions, 'reviewDiff' | 'stop' | 'log'> {
  readonly signal: AbortSignal;
  readonly tell: (told: Told) => void;
}

/** Undefined when nobody waits for it any more. */
async function runReview(diff: SentDiff, place: Place, run: Run): Promise<Ended | undefined> {
  const { signal, tell, reviewDiff } = run;
  try {
    if (place.ahead() > 0) tell({ step: 'waiting', ahead: place.ahead() });
    await place.turn(signal);
    return { result: await reviewDiff(diff, signal, tell) };
  } catch (error) {
    return problemOfError(error, run);
  }
}

function problemOfError(error: unknown, { signal, stop, log }: Run): Problem | undefined {
  if (stop.aborted) return problemOf(503, 'The server stops.');
  if (signal.aborted) return undefined;
  if (!isGalleyError(error)) {
    log.warn('a review of a diff failed', { reason: (error as Error).name });
    return problemOf(500, 'The reason stands in the log of the server.');
  }
  return problemOf(unreadable.has(error.code) ? 422 : 503, describeFailure(error), error.code);
}

/** The fault of the diff. */
const unreadable: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['broken-diff', 'combined-diff']);

function brokenOff(): Problem {
  return problemOf(400, 'The request was broken off.');
}

function answerFull(context: Context): Response {
  const problem = problemOf(429, 'Other reviews are under way, and no more may wait.');
  return answerProblem(context, problem, { 'retry-after': String(retrySeconds), connection: 'close' });
}

function answerReview(context: Context, envelope: Envelope): Response {
  return context.body(`${stringifyJson(envelope, 2)}\n`, 200, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
}

function wantsStream(context: Context): boolean {
  return /\btext\/event-stream\b/i.test(context.req.header('accept') ?? '');
}
