import type { GalleyError } from '../../errors.ts';
import { callTimedOut, connectTimedOut } from './http-failures.ts';
import type { Timeouts } from '../model-options.ts';

/** The clocks of one HTTP call. Only the first failure counts. */
export interface Deadlines {
  connected(): void;
  /** Some bytes came. */
  heard(): void;
  /** The first token came. */
  begun(): void;
  fail(error: GalleyError): void;
  failure(): GalleyError | undefined;
  onFailure(listener: (error: GalleyError) => void): void;
  stop(): void;
}

/**
 * Connect, then silence, then the whole call. Silence is measured against `firstByteMs` until the first token and
 * against `idleMs` after it: a server may send headers or keep-alive comments long before it has read the prompt.
 */
export function createDeadlines(timeouts: Timeouts, address: string, startCommand: string): Deadlines {
  let failure: GalleyError | undefined;
  let listener: ((error: GalleyError) => void) | undefined;
  let hasBegun = false;
  let silence: NodeJS.Timeout | undefined;
  const fail = (error: GalleyError) => {
    if (failure) return;
    failure = error;
    listener?.(error);
  };
  const total = setTimeout(() => fail(callTimedOut('total', timeouts.totalMs)), timeouts.totalMs);
  const connect = setTimeout(
    () => fail(connectTimedOut(address, startCommand, timeouts.connectMs)),
    timeouts.connectMs,
  );
  const heard = () => {
    const ms = hasBegun ? timeouts.idleMs : timeouts.firstByteMs;
    clearTimeout(silence);
    silence = setTimeout(() => fail(callTimedOut(hasBegun ? 'idle' : 'first', ms)), ms);
  };
  return {
    connected: () => {
      clearTimeout(connect);
      heard();
    },
    heard,
    begun: () => {
      if (hasBegun) return;
      hasBegun = true;
      heard();
    },
    fail,
    failure: () => failure,
    onFailure: (hear) => {
      listener = hear;
    },
    stop: () => {
      clearTimeout(total);
      clearTimeout(connect);
      clearTimeout(silence);
    },
  };
}
