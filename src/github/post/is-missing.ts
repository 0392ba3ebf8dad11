import { isGalleyError } from '../../errors.ts';

/** Whether what a call was about is gone, or was never shown to this token. */
export function isMissing(error: unknown): boolean {
  return isGalleyError(error) && error.code === 'forge-not-found';
}
