import type { FileChange, Line } from './change.ts';
import { sharedEnds } from './shared-ends.ts';

/**
 * A FileChange made of two versions of a text: one hunk in which everything between the lines that both have at their
 * beginning and at their end is replaced. For examples and measurements; real changes come from git.
 *
 * @param before undefined: the file is new, all its lines are added
 */
export function changeOfTexts(path: string, before: string | undefined, after: string): FileChange {
  const [base, head] = [before === undefined ? [] : linesOf(before), linesOf(after)];
  const { head: top, tail: bottom } = sharedEnds(base, head);
  const lines: Line[] = [
    ...head.slice(0, top).map((text, index) => line('both', text, index + 1, index + 1)),
    ...base
      .slice(top, base.length - bottom)
      .map((text, index) => line('base', text, top + index + 1, undefined)),
    ...head
      .slice(top, head.length - bottom)
      .map((text, index) => line('head', text, undefined, top + index + 1)),
    ...head
      .slice(head.length - bottom)
      .map((text, index) =>
        line('both', text, base.length - bottom + index + 1, head.length - bottom + index + 1),
      ),
  ];
  const hunk = {
    baseStart: Math.min(1, base.length),
    baseCount: base.length,
    headStart: Math.min(1, head.length),
    headCount: head.length,
    section: '',
    lines,
  };
  return {
    path,
    basePath: before === undefined ? undefined : path,
    status: before === undefined ? 'added' : 'modified',
    baseMode: undefined,
    headMode: undefined,
    baseBlob: undefined,
    headBlob: undefined,
    binary: false,
    submodule: false,
    encoding: 'utf8',
    hunks: lines.some(({ side }) => side !== 'both') ? [hunk] : [],
  };
}

function linesOf(text: string): string[] {
  if (text === '') return [];
  return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
}

function line(
  side: Line['side'],
  text: string,
  baseLine: number | undefined,
  headLine: number | undefined,
): Line {
  return { side, text, baseLine, headLine, newline: true };
}
