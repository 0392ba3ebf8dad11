import { GalleyError } from '../errors.ts';

/**
 * The error for input that is no diff, or a diff that was cut or edited: code `broken-diff`.
 *
 * @param line 1-based line of the input at which reading had to stop.
 */
export function brokenDiff(line: number, why: string): GalleyError {
  return new GalleyError('broken-diff', {
    what: `The diff cannot be read: line ${String(line)} does not fit.`,
    why,
    todo: 'Write the diff again, best with: git diff --no-color --no-ext-diff --output=change.diff',
  });
}

/** The error for a diff with more than two sides, which has no single base: code `combined-diff`. */
export function combinedDiff(line: number, why: string): GalleyError {
  return new GalleyError('combined-diff', {
    what: `Line ${String(line)} of the input begins a combined diff, which Galley does not review.`,
    why,
    todo: 'Review against one parent: galley review --base HEAD^1 (in a merge under way, resolve it first).',
  });
}
