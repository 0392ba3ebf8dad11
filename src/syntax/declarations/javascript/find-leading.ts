import type { CommentSpan, Span } from '../../../docstring/declaration.ts';

/** Comments right above `span`, and doc comments between its start and its name, which are docs in the wrong place. */
export function findLeading(
  text: string,
  comments: readonly CommentSpan[],
  span: Span,
  nameStart: number,
): CommentSpan[] {
  let last = firstFrom(comments, span.start);
  const inside: CommentSpan[] = [];
  for (let i = last; (comments[i]?.start ?? Infinity) < nameStart; i++) {
    const comment = comments[i];
    if (comment !== undefined && text.startsWith('/**', comment.start)) inside.push(comment);
  }
  const above: CommentSpan[] = [];
  let at = span.start;
  for (; last > 0; last--) {
    const comment = comments[last - 1];
    if (comment === undefined || !isBlank(text.slice(comment.end, at))) break;
    above.push(comment);
    at = comment.start;
  }
  above.reverse();
  return [...above.slice(countTrailing(text, above, span.start)), ...inside];
}

/** How many of the comments stand at the end of the line of code before them. */
function countTrailing(text: string, above: readonly CommentSpan[], start: number): number {
  let count = 0;
  let before = text.slice(0, above[0]?.start ?? 0).trimEnd().length;
  for (const comment of above) {
    const isOwnLine = before === 0 || text.slice(before, comment.start).includes('\n');
    if (isOwnLine || !text.slice(comment.end, start).includes('\n')) break;
    before = comment.end;
    count++;
  }
  return count;
}

/** Index of the first comment that starts at `offset` or behind it. */
function firstFrom(comments: readonly CommentSpan[], offset: number): number {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((comments[middle]?.start ?? Infinity) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}
