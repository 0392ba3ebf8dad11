import { GalleyError, isGalleyError } from '../../errors.ts';

/** The reason that an AbortSignal carries if it explains itself, else `interrupted`. */
export function stoppedBy(signal: AbortSignal | undefined): GalleyError {
  if (isGalleyError(signal?.reason)) return signal.reason;
  return new GalleyError('interrupted', { what: 'The call to GitHub was stopped.', cause: signal?.reason });
}
