import type { ErrorCode } from '../../errors.ts';

/** GitHub is away, or does not accept the app: no job is at fault, and all of them have to wait. */
const awayCodes: readonly ErrorCode[] = ['forge-unreachable', 'forge-unauthorised'];

/** @param code of a GalleyError, also one that was stored */
export function isForgeAway(code: string): boolean {
  return awayCodes.some((away) => away === code);
}
