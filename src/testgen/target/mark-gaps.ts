import type { Gap } from '../../coverage/gap.ts';
import type { TestTarget } from '../target.ts';

/** Lines next to one that matters that are always shown. */
const around = 2;

/**
 * The lines of a target, with a mark behind each that no test reaches, and behind each `if` and its like whose other arm no test
 * takes. Of a function with more than `maxLines` lines only its head, its end and what is near a Gap; `...` stands for the rest.
 *
 * @param comment how a comment to the end of a line starts, such as `//`
 */
export function markGaps(
  target: Pick<TestTarget, 'startLine' | 'endLine'>,
  gaps: readonly Gap[],
  text: string,
  { comment, maxLines }: { readonly comment: string; readonly maxLines: number },
): string {
  const lines = text.split(/\r?\n/);
  const last = Math.min(target.endLine, lines.length);
  const marks = new Map<number, string>();
  for (const gap of gaps) for (const [line, mark] of marksOf(gap)) marks.set(line, mark);
  const isShort = last - target.startLine < maxLines;
  const isShown = (line: number): boolean =>
    isShort ||
    line - target.startLine <= around ||
    line === last ||
    [...marks.keys()].some((marked) => Math.abs(marked - line) <= around);
  const shown: string[] = [];
  const indent = /^\s*/.exec(lines[target.startLine - 1] ?? '')?.[0] ?? '';
  for (let line = target.startLine; line <= last; line++) {
    const code = (lines[line - 1] ?? '').trimEnd();
    const flat = code.startsWith(indent) ? code.slice(indent.length) : code;
    const mark = marks.get(line);
    if (isShown(line)) shown.push(mark === undefined ? flat : `${flat}  ${comment} <- ${mark}`);
    else if (shown.at(-1) !== '...') shown.push('...');
  }
  return shown.join('\n');
}

function marksOf(gap: Gap): [line: number, mark: string][] {
  if (gap.kind === 'branch') return [[gap.startLine, `${gap.arm || 'one way'} not taken`]];
  if (gap.kind === 'function') return [[gap.startLine, 'never called']];
  return [[gap.startLine, 'not reached']];
}
