import { GalleyError, isGalleyError } from '../../errors.ts';

/** What the transport says to its user when no whole HTTP answer came. `address` is the server's URL. */
export function connectionFailed(address: string, start: string, cause: unknown): GalleyError {
  const code = errorCode(cause);
  const hadConnection = code === 'ECONNRESET' || code === 'EPIPE';
  return new GalleyError('server-unreachable', {
    what: hadConnection
      ? `The model server at ${address} closed the connection without an answer.`
      : `No model server answers at ${address}.`,
    why: cause instanceof Error ? cause.message : '',
    todo: start,
    cause,
    isRetryable: hadConnection,
  });
}

export function connectTimedOut(address: string, start: string, ms: number): GalleyError {
  return new GalleyError('server-unreachable', {
    what: `No connection to the model server at ${address} within ${seconds(ms)}.`,
    todo: start,
  });
}

/** How to raise each deadline. */
const allowMore = {
  first: 'GALLEY_TIMEOUT_SECONDS_FIRST_BYTE=1800',
  idle: 'GALLEY_TIMEOUT_SECONDS_IDLE=600',
  total: '--timeout 1800',
} as const;

export function callTimedOut(kind: 'first' | 'idle' | 'total', ms: number): GalleyError {
  const what = {
    first: `The model wrote nothing within ${seconds(ms)}.`,
    idle: `The model stopped writing for ${seconds(ms)}.`,
    total: `The model did not finish within ${seconds(ms)}.`,
  }[kind];
  return new GalleyError('model-timeout', {
    what,
    why: kind === 'first' ? 'It may still have been loading, or reading the prompt.' : '',
    todo: `Allow more time (${allowMore[kind]}), or use a smaller model.`,
  });
}

export function redirectRefused(address: string, status: number, location: string | undefined): GalleyError {
  return new GalleyError('redirected', {
    what: `The model server at ${address} sent a redirect (${status}); it was not followed.`,
    why: location === undefined ? '' : `It points to ${originOf(location, address)}, which you did not name.`,
    todo: 'Name the server that answers itself: --server URL',
  });
}

export function replyCut(address: string, cause: unknown): GalleyError {
  return new GalleyError('reply-broken', {
    what: 'The connection ended in the middle of the reply.',
    why: `${address}: ${cause instanceof Error ? cause.message : 'closed early'}`,
    cause,
  });
}

export function replyTooLarge(maxBytes: number): GalleyError {
  return new GalleyError('reply-broken', { what: `The server sent more than ${maxBytes} bytes.` });
}

/** The reason an AbortSignal carries if it explains itself, else `interrupted`. */
export function abortedBy(signal: AbortSignal): GalleyError {
  if (isGalleyError(signal.reason)) return signal.reason;
  return new GalleyError('interrupted', { what: 'The call to the model was stopped.', cause: signal.reason });
}

function errorCode(cause: unknown): string {
  return typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';
}

function originOf(location: string, base: string): string {
  return URL.canParse(location, base) ? new URL(location, base).origin : 'an unreadable address';
}

function seconds(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${Math.round(ms / 1000)} s`;
}
