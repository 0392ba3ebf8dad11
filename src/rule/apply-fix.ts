import type { LineRange } from '../change/outline-lines.ts';
import { sharedEnds } from '../change/shared-ends.ts';
import type { SyntaxMatch } from './syntax-rule.ts';

/** A text with a fix in it. */
export interface FixedText {
  readonly text: string;
  /** The lines of the old text that are different, 1-based. */
  readonly lines: LineRange;
  /** What stands in place of them, without the last line feed. Empty: the lines are gone. */
  readonly replacement: string;
}

/**
 * Puts a fix in place of a match; undefined when that changes nothing.
 *
 * Templates are ast-grep's: `$NAME` and `$$$NAME` stand for what the variable captured, nothing when it captured
 * nothing. Lines of the template after its first get the indentation of the line that the match starts on; those of a
 * captured text that of the line in the template. Lines that a fix leaves blank go.
 */
export function applyFix(text: string, template: string, match: SyntaxMatch): FixedText | undefined {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const filled = fillTemplate(text, template, match);
  const indent = indentAt(text, match.start);
  const inserted = filled.split('\n').join(`\n${indent}`).replace(/\r?\n/g, eol);
  const fixed = text.slice(0, match.start) + inserted + text.slice(match.end);
  return fixed === text ? undefined : compare(text, fixed);
}

function fillTemplate(text: string, template: string, { captures, transformed }: SyntaxMatch): string {
  return template.replace(/\${1,3}([A-Z][A-Z0-9_]*)/g, (_, name: string, offset: number) => {
    const made = transformed[name];
    if (made !== undefined) return made;
    const capture = captures[name];
    if (capture === undefined) return '';
    const own = indentAt(text, capture.start);
    const wanted = indentAt(template, offset);
    const [first = '', ...rest] = capture.text.split('\n');
    const moved = rest.map(
      (line) => wanted + (line.startsWith(own) ? line.slice(own.length) : line.trimStart()),
    );
    return [first, ...moved].join('\n');
  });
}

/** The white space that the line of an offset begins with. */
function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}

/** Old and new text side by side, without the lines that both begin and end with. */
function compare(before: string, after: string): FixedText {
  const old = before.split('\n');
  let fresh = after.split('\n');
  const { head, tail } = sharedEnds(old, fresh);
  const changed = fresh.slice(head, fresh.length - tail);
  const kept = changed.every((line) => line.trim() === '') ? [] : changed;
  fresh = [...fresh.slice(0, head), ...kept, ...fresh.slice(fresh.length - tail)];
  // Where lines only come in, they come in with the line before, or the one behind.
  const isOnlyNew = old.length - tail === head;
  const from = isOnlyNew && head > 0 ? head - 1 : head;
  const to = isOnlyNew && head === 0 ? head + 1 : old.length - tail;
  const replacement = fresh.slice(from, fresh.length - (old.length - to)).join('\n');
  return {
    text: fresh.join('\n'),
    lines: { first: from + 1, last: to },
    replacement: replacement.replace(/\r$/, ''),
  };
}
