import { normaliseQuote } from './fingerprint.ts';

/**
 * How many times the quote stands in `lines` before line index `before` (0-based): tells equal lines of one symbol
 * apart without a line number.
 */
export function countOccurrence(lines: readonly string[], before: number, quote: string): number {
  const wanted = normaliseQuote(quote).split('\n');
  let count = 0;
  for (let start = 0; start < before; start++) {
    if (wanted.every((text, offset) => normaliseQuote(lines[start + offset] ?? '') === text)) count++;
  }
  return count;
}
