import { createHash } from 'node:crypto';
import { normaliseQuote } from './fingerprint.ts';

/** What is kept of a quote where its text is not: enough to see whether the code still stands somewhere. */
export interface HashedQuote {
  /** 12 hexadecimal digits of the normalised quote; empty for an empty one. */
  readonly hash: string;
  /** Lines of the normalised quote: those that are not blank. */
  readonly lines: number;
}

export function hashQuote(quote: string): HashedQuote {
  const text = normaliseQuote(quote);
  return text === '' ? { hash: '', lines: 0 } : { hash: hashOf(text), lines: text.split('\n').length };
}

/**
 * Whether a text holds the quoted lines, one after the other, whatever their spacing and the blank lines between them.
 * False for an empty hash: nothing was quoted.
 *
 * @param text masked, as the quote was
 */
export function isQuoteIn(text: string, { hash, lines }: HashedQuote): boolean {
  if (hash === '' || lines < 1) return false;
  const own = normaliseQuote(text).split('\n');
  for (let start = 0; start + lines <= own.length; start++) {
    if (hashOf(own.slice(start, start + lines).join('\n')) === hash) return true;
  }
  return false;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
