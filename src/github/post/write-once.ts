import { GalleyError, isGalleyError } from '../../errors.ts';
import { statusOf } from '../explain-failure.ts';
import type { PostContext } from './post-context.ts';

/** What became of a write. Everything else is thrown: permissions, limits, and what stops a run. */
export type Outcome<T> =
  | { readonly kind: 'stored'; readonly answer: T }
  /** GitHub took nothing of it (422). */
  | { readonly kind: 'refused'; readonly error: unknown }
  /** What it was about is gone (404, 410). */
  | { readonly kind: 'missing'; readonly error: unknown };

/** How long GitHub may need until what it has stored can be read, in milliseconds. */
const settleMs = 2000;
const mostTries = 3;

/**
 * Writes a thing that must not stand there twice. The client sends it once; where nobody knows what became of it (5xx,
 * a connection that ended, an answer that is none), `find` looks for it before it is sent again.
 *
 * @param send undefined: the answer is none, though nothing says that the write failed
 * @throws GalleyError, also when it is still not there after the third try
 */
export async function writeOnce<T>(
  send: () => Promise<T | undefined>,
  find: () => Promise<T | undefined>,
  { time, signal }: Pick<PostContext, 'time' | 'signal'>,
): Promise<Outcome<T>> {
  for (let tries = 1; ; tries += 1) {
    const { outcome, error } = await attempt(send);
    if (outcome !== undefined) return outcome;
    await time.sleep(settleMs * tries, signal);
    const found = await find();
    if (found !== undefined) return { kind: 'stored', answer: found };
    if (tries === mostTries) throw error;
  }
}

interface Attempt<T> {
  /** Undefined: it may or may not have been stored. */
  readonly outcome: Outcome<T> | undefined;
  readonly error?: unknown;
}

async function attempt<T>(send: () => Promise<T | undefined>): Promise<Attempt<T>> {
  try {
    const answer = await send();
    if (answer !== undefined) return { outcome: { kind: 'stored', answer } };
    return { outcome: undefined, error: noAnswer() };
  } catch (error) {
    return { outcome: outcomeOf(error), error };
  }
}

function outcomeOf(error: unknown): Outcome<never> | undefined {
  if (!isGalleyError(error)) throw error;
  if (error.code === 'forge-unreachable') return undefined;
  if (statusOf(error) === 422) return { kind: 'refused', error };
  if (error.code === 'forge-not-found') return { kind: 'missing', error };
  throw error;
}

function noAnswer(): GalleyError {
  return new GalleyError('forge-unreachable', {
    what: 'GitHub sent an answer that is none, and what was written cannot be found.',
    todo: 'Run it again: what is missing is written then.',
    isRetryable: true,
  });
}
