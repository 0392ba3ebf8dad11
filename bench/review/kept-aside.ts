import { createHash } from 'node:crypto';
import type { ReviewCase } from './case.ts';

const shareOfCommits = 0.5;
const shareOfOwn = 0.2;

/**
 * Whether a case is kept aside: never looked at while probes and rules are written, run at the end. The first four bytes
 * of the SHA-256 of its id, read as a fraction of 1, are below the share for its origin; nothing else decides.
 */
export function isKeptAside({ id, source }: Pick<ReviewCase, 'id' | 'source'>): boolean {
  const fraction = createHash('sha256').update(id).digest().readUInt32BE(0) / 2 ** 32;
  return fraction < (source === undefined ? shareOfOwn : shareOfCommits);
}
