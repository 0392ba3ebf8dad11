import type { CommentSpan } from '../../src/docstring/declaration.ts';

/** The text without its comments; lines that held nothing else are gone with them. */
export function stripComments(text: string, comments: readonly CommentSpan[]): string {
  let at = 0;
  let stripped = '';
  for (const { start, end } of comments) {
    const lineStart = text.lastIndexOf('\n', start - 1) + 1;
    const next = text.indexOf('\n', end);
    const lineEnd = next < 0 ? text.length : next + 1;
    const isAlone =
      text.slice(Math.max(lineStart, at), start).trim() === '' && text.slice(end, lineEnd).trim() === '';
    stripped += text.slice(at, isAlone ? Math.max(lineStart, at) : start);
    // Something has to part what a comment parted.
    if (!isAlone) stripped += ' ';
    at = isAlone ? lineEnd : end;
  }
  return stripped + text.slice(at);
}
