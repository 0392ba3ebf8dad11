import type { Tally } from './tally-runs.ts';

/** The share of findings that hit a bug. */
export function trueShare({ trueFindings, falseFindings }: Tally): string {
  return percent(trueFindings, trueFindings + falseFindings);
}

/** `3 of 12 (25 %)`. */
export function outOf(count: number, of: number): string {
  return of === 0 ? '–' : `${count} of ${of} (${percent(count, of)})`;
}

/** A share of nothing is no share. */
function percent(count: number, of: number): string {
  return of === 0 ? '–' : `${Math.round((100 * count) / of)} %`;
}

/** A Markdown table; cells hold no bars. The first column is left, the others right. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const divider = head.map((_, index) => (index === 0 ? '---' : '--:'));
  return [head, divider, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
