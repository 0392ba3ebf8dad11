import type { ChunkLine } from './chunk.ts';

const comment = /^\s*(?:\/\/|\/\*|\*|#|--|;|@|\[[A-Z]|"""|''')/;
const closing = /^\s*(?:[)\]}]|end\b|else\b|catch\b|except\b|finally\b)/;

/** A comment, a decorator or an attribute, as far as one line shows: it belongs to what stands below it. */
export function isLead(text: string): boolean {
  return comment.test(text);
}

const decorator = /^\s*(?:@[\w(]|#\[|\[[A-Z])/;

/** A line that decorates the declaration below it: `@Test`, `#[inline]`, `[Obsolete]`. */
export function isDecorator(text: string): boolean {
  return decorator.test(text);
}

export function isBlank(text: string): boolean {
  return text.trim() === '';
}

/**
 * How much a chunk suffers when it is cut between two adjacent rows: 0 least. Prefers the start of a statement that is
 * not indented much, then a line below a blank one; avoids to part a comment from its code and a removed line from the
 * added one that replaces it.
 */
export function borderCost(
  before: ChunkLine,
  row: ChunkLine,
  isStatement: (line: number) => boolean,
): number {
  if (before.side === 'base' && row.side === 'head') return 1_000;
  const indent = Math.min(40, row.text.length - row.text.trimStart().length);
  if (isLead(before.text) || closing.test(row.text)) return 500 + indent;
  const starts = row.headLine !== undefined && isStatement(row.headLine);
  if (starts || isLead(row.text)) return indent;
  return (isBlank(before.text) ? 50 : 200) + indent;
}
