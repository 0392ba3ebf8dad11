import { GalleyError } from '../../../errors.ts';

/**
 * Asks a model, and stops when it takes too long.
 *
 * @param ms milliseconds until the signal is aborted
 * @throws GalleyError `model-timeout`, and whatever `ask` throws
 */
export async function answerInTime<T>(ms: number, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const late = new GalleyError('model-timeout', {
    what: `The model gave no answer within ${Math.round(ms / 1000)} s`,
    why: 'One that is not in memory is loaded first, and what else runs here slows it down.',
    todo: 'try again when it is loaded; galley doctor measures how fast it is',
  });
  const timer = setTimeout(() => stop.abort(late), ms);
  try {
    return await ask(stop.signal);
  } finally {
    clearTimeout(timer);
  }
}
