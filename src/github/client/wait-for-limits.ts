import { GalleyError, isGalleyError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import type { ClientTime } from './client-time.ts';
import { failedAnswer } from './failed-answer.ts';
import { readLimit, type FailedAnswer } from './read-limit.ts';
import { stoppedBy } from './stopped-by.ts';

export interface LimitOptions {
  readonly time: ClientTime;
  /** Most milliseconds that limits may cost this client in all. */
  readonly mostMs: number;
  readonly log: Log;
  /** Shared with other clients of the same owner; default: one of its own. */
  readonly gate?: LimitGate | undefined;
}

/** Until when GitHub wants nothing of a user or an installation, whichever client asks. */
export interface LimitGate {
  /** By the clock of the clients, in milliseconds. */
  closedUntil: number;
}

/** What a hook sees of a request. */
export interface HookedRequest {
  readonly request?: { readonly signal?: AbortSignal; readonly retryCount?: number };
}

export type Send<R extends HookedRequest, A> = (request: R) => A | Promise<A>;

/**
 * The innermost hook: knows when GitHub wants no requests, and sends none until then, whichever asks. A request that
 * was turned away is sent again. Where the waits would take too long, it and all behind it fail with `forge-limited`.
 *
 * The throttling plug-in waits for one request and lets the others go on; it knows secondary limits by one wording
 * only, and takes a reset in the past for leave to go on at once. It is told to leave limits alone. What is
 * sent again after a failure waits here too, where the clock can be another.
 */
export function waitForLimits(options: LimitOptions) {
  const { time, mostMs, log, gate = { closedUntil: 0 } } = options;
  let spentMs = 0;
  let spentUntil = 0;
  const close = (until: number, status: number): void => {
    gate.closedUntil = Math.max(gate.closedUntil, until);
    log.warn('GitHub asks to wait', { status, seconds: Math.ceil((until - time.now()) / 1000) });
  };
  const wait = async (signal: AbortSignal | undefined): Promise<void> => {
    while (gate.closedUntil > time.now()) {
      const { closedUntil } = gate;
      // Several requests wait at the same time: it counts once.
      spentMs += Math.max(0, closedUntil - Math.max(spentUntil, time.now()));
      spentUntil = Math.max(spentUntil, closedUntil);
      if (spentMs > mostMs) throw limited(closedUntil);
      await time.sleep(closedUntil - time.now(), signal);
    }
  };
  return async <R extends HookedRequest, A>(send: Send<R, A>, request: R): Promise<A> => {
    const { signal, retryCount = 0 } = request.request ?? {};
    if (retryCount > 0) await time.sleep(retryCount ** 2 * 1000, signal);
    for (let tries = 0; ; tries += 1) {
      await wait(signal);
      if (signal?.aborted) throw stoppedBy(signal);
      const attempt = await attemptOnce(send, request);
      const ms = attempt.failure && readLimit(attempt.failure, time.now(), tries);
      if (attempt.failure === undefined || ms === undefined) return attempt.give();
      close(time.now() + ms, attempt.failure.status);
    }
  };
}

interface Attempt<A> {
  /** The answer, or throws what came instead. */
  readonly give: () => A;
  /** An answer that may speak of a limit. */
  readonly failure: FailedAnswer | undefined;
}

async function attemptOnce<R extends HookedRequest, A>(send: Send<R, A>, request: R): Promise<Attempt<A>> {
  try {
    const answer = await send(request);
    return { give: () => answer, failure: limitOfGraphQL(answer) };
  } catch (error) {
    const thrown = unwrapped(error, request.request?.signal);
    const give = (): never => {
      throw thrown;
    };
    return { give, failure: failedAnswer(thrown) };
  }
}

/** GraphQL says 200, and its limit inside. */
function limitOfGraphQL(answer: unknown): FailedAnswer | undefined {
  const { data, headers } = answer as { data?: unknown; headers?: FailedAnswer['headers'] };
  const errors = typeof data === 'object' && data !== null && 'errors' in data ? data.errors : undefined;
  const isLimited =
    Array.isArray(errors) && errors.some((one: { type?: unknown } | null) => one?.type === 'RATE_LIMITED');
  return isLimited ? { status: 429, headers: headers ?? {}, words: '' } : undefined;
}

/** Octokit makes a failed answer of everything that `fetch` throws, and that would be tried again. */
function unwrapped(error: unknown, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted) return stoppedBy(signal);
  const cause = error instanceof Error ? error.cause : undefined;
  return isGalleyError(cause) ? cause : error;
}

function limited(until: number): GalleyError {
  const time = `${new Date(until).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return new GalleyError('forge-limited', {
    what: `GitHub takes no more requests of this token until ${time}.`,
    why: 'Its rate limit is used up, by this run or by others with the same token.',
    todo: `Run it again after ${time}.`,
    isRetryable: true,
  });
}
