import { setTimeout as sleep } from 'node:timers/promises';
import { isGalleyError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { textOf } from '../read-fields.ts';
import { explainFailure } from './explain-failure.ts';
import { abortedBy } from './http-failures.ts';
import type { HttpReply, HttpRequest, Transport } from './http-transport.ts';
import { readTextHead } from './read-lines.ts';

export interface Patience {
  /** Milliseconds before the first try again; each further wait is twice as long, up to 30 s. */
  readonly firstMs: number;
  /** Milliseconds that all waits of one request may take together. */
  readonly mostMs: number;
  readonly log: Log;
  /** Default: a timer that the signal ends. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Tries again after "busy" or "loading": waits of 1, 2, 4, 8, 16 and 30 s, about a minute in all. */
const busyRetries = 6;
/** Longest single wait, whatever `Retry-After` asks for. In milliseconds. */
const longestMs = 30_000;

/**
 * The same transport for servers that say "later": a full queue, a model still loading (503, 429 or those words).
 * Nothing of such a request was worked on, so it may be sent again: after a wait that doubles each time and is never
 * shorter than the server's `Retry-After`. A connection that was reset before the answer is tried once more.
 * What is still refused at the end is given as it came.
 */
export function waitWhileBusy(transport: Transport, patience: Patience): Transport {
  return { ...transport, open: (request) => openPatiently(transport, request, patience) };
}

async function openPatiently(
  transport: Transport,
  request: HttpRequest,
  patience: Patience,
): Promise<HttpReply> {
  let waited = 0;
  for (let tries = 0; ; tries += 1) {
    const attempt = await attemptOnce(transport, request);
    const backOff = Math.max(patience.firstMs * 2 ** tries, attempt.afterMs);
    const ms = Math.min(longestMs, backOff);
    waited += ms;
    if (tries >= attempt.retries || waited > patience.mostMs) return attempt.give();
    patience.log.info('model server is busy', { why: attempt.why, waitMs: ms, tryAgain: tries + 1 });
    request.onWait?.();
    await (patience.wait ?? pause)(ms, request.signal);
  }
}

interface Attempt {
  /** The reply, or throws what came instead. */
  readonly give: () => HttpReply;
  /** How often such a request may be sent again. */
  readonly retries: number;
  /** The server's own wish, in milliseconds; 0: none. */
  readonly afterMs: number;
  readonly why: string;
}

async function attemptOnce(transport: Transport, request: HttpRequest): Promise<Attempt> {
  let reply: HttpReply;
  try {
    reply = await transport.open(request);
  } catch (error) {
    if (!isGalleyError(error) || !error.isRetryable) throw error;
    const give = (): never => {
      throw error;
    };
    return { give, retries: 1, afterMs: 0, why: error.code };
  }
  if (reply.status < 400) return { give: () => reply, retries: 0, afterMs: 0, why: '' };
  const body = await readTextHead(reply.chunks, 64 * 1024);
  const { isRetryable } = explainFailure({ status: reply.status, body }, { model: '', pull: '' });
  return {
    give: () => ({ ...reply, chunks: chunksOf(body) }),
    retries: isRetryable ? busyRetries : 0,
    afterMs: retryAfter(reply.headers['retry-after'], Date.now()),
    why: String(reply.status),
  };
}

/**
 * Milliseconds from a `Retry-After` header (RFC 9110, 10.2.3): seconds or a date, `now` in epoch milliseconds.
 * 0 for none, a past date, or what is neither.
 */
export function retryAfter(header: unknown, now: number): number {
  const text = textOf(header)?.trim() ?? '';
  const ms = /^\d+$/u.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return ms > 0 ? ms : 0;
}

async function* chunksOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, { signal });
  } catch {
    throw abortedBy(signal);
  }
}
