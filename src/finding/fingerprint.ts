import { createHash } from 'node:crypto';
import type { Category } from './finding.ts';

export interface FingerprintParts {
  readonly path: string;
  /** Enclosing symbol, empty at top level. */
  readonly symbol: string;
  readonly category: Category;
  readonly quote: string;
  /** How many equal quotes stand before this one in the symbol: 0 for the first. */
  readonly occurrence: number;
}

/**
 * Identity of a finding across pushes: 16 hexadecimal digits.
 *
 * Holds no line number and no prose, so that it survives code moving around and a model wording things anew.
 */
export function fingerprintOf(parts: FingerprintParts): string {
  const identity = [parts.path, parts.symbol, parts.category, normaliseQuote(parts.quote), parts.occurrence];
  return createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 16);
}

/** Indentation and spacing are no identity: lines trimmed, runs of white space one blank, empty lines dropped. */
export function normaliseQuote(quote: string): string {
  return quote
    .split('\n')
    .map((line) => line.trim().replace(/\s+/g, ' '))
    .filter((line) => line !== '')
    .join('\n');
}
