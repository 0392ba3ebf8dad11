/**
 * Whether a comment between two lines would part a block that a formatter lays out in columns, as gofmt does with the lines
 * of a group: it would lay out both parts anew, which is a change of code. Where it can't be told, it would.
 *
 * @param at start of the lower line
 */
export function breaksColumns(text: string, at: number): boolean {
  const [below = ''] = text.slice(at).split('\n', 1);
  const above = text.slice(text.lastIndexOf('\n', at - 2) + 1, at).trimEnd();
  const isFirst = above === '' || /[({]$|^\s*(?:\/\/|\/\*)|\*\/$/.test(above);
  return !isFirst && [above, below].some((line) => /\S(?: {2,}|\t)[ \t]*\S/.test(line));
}
