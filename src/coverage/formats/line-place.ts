import type { Place } from '../report.ts';

/** Whole lines, 1-based and inclusive: all that formats of lines know. */
export function wholeLines(first: number, last: number = first): Place {
  return { startLine: first, startColumn: undefined, endLine: last, endColumn: undefined };
}
