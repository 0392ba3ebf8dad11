import type { CommentSpan, Span } from '../../../docstring/declaration.ts';
import type { Lines } from './lines.ts';

export interface Leading {
  /** Comments between what stands before and the span, without those at the end of a line of code. */
  before(span: Span): readonly CommentSpan[];
  /** Whether the last of them touches the span and is more than a directive, such as `//nolint:x`. */
  hasDoc(span: Span): boolean;
  /** Whether nothing but white space and comments stands before the offset on its line. */
  isAlone(offset: number): boolean;
}

/** `comments` are those of the text, in order; `between` may stand below a comment without parting it from what follows. */
export function createLeading(
  text: string,
  comments: readonly CommentSpan[],
  lines: Lines,
  between: RegExp = /^\s*$/,
): Leading {
  /** Index of the first comment that does not end before the offset. */
  const firstFrom = (offset: number): number => {
    let low = 0;
    let high = comments.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((comments[middle]?.end ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const isAlone = (offset: number): boolean => {
    const from = lines.startOf(offset);
    let end = offset;
    for (let index = firstFrom(offset) - 1; index >= 0; index--) {
      const comment = comments[index];
      if (comment === undefined || comment.end <= from) break;
      if (text.slice(comment.end, end).trim() !== '') return false;
      end = Math.max(from, comment.start);
    }
    return text.slice(from, end).trim() === '';
  };
  const before = ({ start }: Span): readonly CommentSpan[] => {
    const found: CommentSpan[] = [];
    for (let index = firstFrom(start) - 1; index >= 0; index--) {
      const comment = comments[index];
      if (comment === undefined) break;
      if (!between.test(text.slice(comment.end, found[0]?.start ?? start))) break;
      // One on the declaration's own line is its own, even behind other code.
      const isBelow = lines.startOf(comment.end) < lines.startOf(start);
      if (isBelow && !isAlone(comment.start)) break;
      found.unshift(comment);
    }
    return found;
  };
  const hasDoc = (span: Span): boolean => {
    const last = before(span).at(-1);
    if (last === undefined || lines.lineAt(span.start) - lines.lineAt(last.end) > 1) return false;
    return !/^\/\/[a-z]+:\S/.test(text.slice(last.start, last.end));
  };
  return { isAlone, before, hasDoc };
}
