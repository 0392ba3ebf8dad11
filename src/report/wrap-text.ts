/** East Asian wide and emoji characters take two columns: Unicode TR 11, the common cases. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
const combining = /\p{M}/u;

/** Columns that `text` takes on a terminal: one line, no control characters. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

/** Cuts a line to `width` columns; the last one shows `…` when something is missing. */
export function truncateLine(line: string, width: number): string {
  if (displayWidth(line) <= width) return line;
  return `${takeColumns(line, Math.max(0, width - 1))}…`;
}

/**
 * Lines of at most `width` columns, broken at spaces, inside a word only where it is wider than a line.
 *
 * @param breaksWords false: such a word, which somebody may want to copy, has a line of its own
 */
export function wrapText(text: string, width: number, breaksWords = true): readonly string[] {
  return text.split('\n').flatMap((paragraph) => wrapParagraph(paragraph, Math.max(2, width), breaksWords));
}

function wrapParagraph(paragraph: string, width: number, breaksWords: boolean): readonly string[] {
  const lines: string[] = [];
  let current = '';
  const words = paragraph.split(/[ \t]+/).filter((word) => word !== '');
  for (const word of breaksWords ? words.flatMap((whole) => breakWord(whole, width)) : words) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (current === '' || displayWidth(longer) <= width) current = longer;
    else {
      lines.push(current);
      current = word;
    }
  }
  return [...lines, current];
}

function breakWord(word: string, width: number): readonly string[] {
  const parts: string[] = [];
  let rest = word;
  while (displayWidth(rest) > width) {
    const part = takeColumns(rest, width);
    parts.push(part);
    rest = rest.slice(part.length);
  }
  return [...parts, rest];
}

function takeColumns(text: string, width: number): string {
  let taken = '';
  let used = 0;
  for (const character of text) {
    used += characterWidth(character);
    if (used > width) break;
    taken += character;
  }
  return taken;
}

function characterWidth(character: string): number {
  if (combining.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}
