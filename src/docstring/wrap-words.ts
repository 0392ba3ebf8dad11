/**
 * What must not begin a line of a comment: marks of lists, headings, quotes and tables in Markdown and reStructuredText,
 * tags, and the `*` that would join the margin of a block comment.
 */
const noStart = /^(?:[-*+#>=|~@:.]|\d{1,3}[.)](?!\p{L}|\p{N}))/u;

export interface WrapWidths {
  /** Characters (code points) on the first line. */
  readonly first: number;
  /** On every other line. */
  readonly rest: number;
}

/**
 * Lines of one line of prose, broken at spaces. A word that is longer than a line has one to itself; a word that would
 * mean something at the start of a line stays on the line before, however long that gets.
 */
export function wrapWords(text: string, { first, rest }: WrapWidths): string[] {
  const lines: string[] = [];
  let line = '';
  let length = 0;
  for (const word of text.split(' ')) {
    const size = Array.from(word).length;
    const width = lines.length === 0 ? first : rest;
    if (line === '' || length + 1 + size <= width || noStart.test(word)) {
      length += size + (line === '' ? 0 : 1);
      line = line === '' ? word : `${line} ${word}`;
    } else {
      lines.push(line);
      line = word;
      length = size;
    }
  }
  return [...lines, line];
}
