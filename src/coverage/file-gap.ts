import type { Gap } from './gap.ts';
import { containsPlace } from './place.ts';
import type { FileHits } from './report.ts';

/** The Gap of a file that no test loads, on the first line of what it holds; undefined where that is nothing. */
export function fileGap(gaps: readonly Gap[]): Gap | undefined {
  const [first] = gaps;
  if (first === undefined) return undefined;
  const { path, startLine, endLine, certainty, place } = first;
  const none = { arm: '', function: '', condition: '', armIndex: undefined };
  return { path, startLine, endLine, kind: 'file', certainty, place, ...none };
}

/**
 * Whether no test loads a file that a report speaks of all the same, as tools do that were told to list every file: none of
 * the statements runs that run when it is loaded.
 */
export function isUnloaded({ statements, functions }: FileHits): boolean {
  if ([...statements, ...functions].some(({ hits }) => hits > 0)) return false;
  return statements.some(({ place }) => !functions.some(({ body }) => containsPlace(body, place)));
}
