import { freemem, totalmem } from 'node:os';

/** Memory that a Mac keeps for its system; the rest it clears for who asks. */
const macShare = 0.75;

/**
 * Bytes that a model on this machine may take. A Mac calls only untouched pages free, a few hundred MB as a rule, so
 * there a share of the whole counts.
 */
export function usableMemory(
  platform: NodeJS.Platform = process.platform,
  free = freemem(),
  total = totalmem(),
): number {
  return platform === 'darwin' ? Math.max(free, total * macShare) : free;
}
