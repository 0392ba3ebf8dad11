import type { LineRange } from '../change/outline-lines.ts';
import type { Suggestion } from '../finding/finding.ts';

/** Text that a model gave in place of lines of the head file. */
export interface Replacement {
  /** The whole head file. */
  readonly text: string;
  readonly lines: LineRange;
  /** Without the last line feed. */
  readonly replacement: string;
}

/** What a replacement is tried with. */
export interface SuggestionChecks {
  /** Errors of a parse; undefined when the text cannot be parsed at all. */
  readonly countErrors: (text: string) => Promise<number | undefined>;
  /** Log odds that the code has the defect, asked again; undefined when the model does not answer. */
  readonly score?: (text: string) => Promise<number | undefined>;
}

/** By how much the log odds must fall to count as proof: less is noise of the wording. */
const leastFall = 0.5;

/**
 * A replacement with its proof, found in a text that nobody keeps: `parsed` when it brings no new error of the parse,
 * `rescored` when the model moreover believes clearly less in the defect. Undefined when it is not proved, or when the model
 * believes in the defect as much as before: it is not shown then.
 *
 * @throws whatever a check throws
 */
export async function proveSuggestion(
  { text, lines, replacement }: Replacement,
  { countErrors, score }: SuggestionChecks,
): Promise<Suggestion | undefined> {
  const fixed = splice(text, lines, replacement);
  if (fixed === undefined || fixed === text) return undefined;
  const before = await countErrors(text);
  const after = before === undefined ? undefined : await countErrors(fixed);
  if (before === undefined || after === undefined || after > before) return undefined;
  const old = await score?.(text);
  const fresh = old === undefined ? undefined : await score?.(fixed);
  if (old === undefined || fresh === undefined) return { replacement, proof: 'parsed' };
  const fall = old - fresh;
  if (fall <= 0) return undefined;
  return { replacement, proof: fall >= leastFall ? 'rescored' : 'parsed' };
}

/** Undefined when the text has no such lines. */
function splice(text: string, { first, last }: LineRange, replacement: string): string | undefined {
  const all = text.split('\n');
  if (first < 1 || last < first || last > all.length) return undefined;
  // The last line's own carriage return stays: a replacement ends before it.
  const end = all[last - 1]?.endsWith('\r') ? '\r' : '';
  return [...all.slice(0, first - 1), replacement + end, ...all.slice(last)].join('\n');
}
