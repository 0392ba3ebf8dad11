import type { Hunk } from './legal-lines.ts';

/**
 * The number that a line of the old file has in the new one, given the hunks between them.
 * Null: the line was removed or rewritten.
 */
export function followLine(hunks: readonly Hunk[], line: number): number | null {
  let shift = 0;
  for (const { rows } of hunks) {
    for (const { base, head } of rows) {
      if (base === line) return head;
      if (base !== null && base > line) return line + shift;
      shift += Number(head !== null) - Number(base !== null);
    }
  }
  return line + shift;
}
