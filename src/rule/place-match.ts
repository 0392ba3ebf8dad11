import type { LineRange } from '../change/outline-lines.ts';
import { shownLines, type AddedRun } from './added-lines.ts';
import type { Rule } from './rule.ts';
import type { SyntaxMatch, TextRange } from './syntax-rule.ts';

/**
 * The line that a match is shown at: the first added one of the match, or of the variable that the rule points at.
 * Undefined when it has none: the change is not to blame.
 */
export function lineOfMatch(
  rule: Pick<Rule, 'at'>,
  match: SyntaxMatch,
  runs: readonly AddedRun[],
): number | undefined {
  const range: TextRange | undefined = rule.at === undefined ? match : match.captures[rule.at];
  if (range === undefined) return undefined;
  const run = runs.find(({ first, last }) => first <= range.endLine && range.startLine <= last);
  return run && Math.max(run.first, range.startLine);
}

/**
 * Whether a Suggestion for these lines can be shown beside the diff: all inside one hunk, and at least one of them
 * added. Returns the lines, or undefined.
 */
export function suggestibleLines(lines: LineRange, runs: readonly AddedRun[]): LineRange | undefined {
  const holds = runs.some(({ first, last, hunk }) => {
    const shown = shownLines(hunk);
    const isInside = shown !== undefined && shown.first <= lines.first && lines.last <= shown.last;
    return isInside && first <= lines.last && lines.first <= last;
  });
  return holds ? lines : undefined;
}
