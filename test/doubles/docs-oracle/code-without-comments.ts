import type { Marks } from './languages.ts';

/**
 * The lines of a text that hold code, without comments and without blanks at their ends: a scanner, which knows strings
 * and comments and nothing else of a language. Not for languages with regular expressions or templates.
 */
export function codeWithoutComments(text: string, marks: Marks): string {
  let code = '';
  let at = 0;
  while (at < text.length) {
    const end = endOfPiece(text, at, marks);
    const isComment = /^\/[/*]/.test(text.slice(at, at + 2));
    // A comment parts what stands beside it, as a blank does.
    code += isComment ? ' ' : text.slice(at, end);
    at = end;
  }
  return code
    .split(/\r\n|\n|\r/)
    .map((line) => line.trimEnd())
    .filter((line) => line.trim() !== '')
    .join('\n');
}

/** Behind the comment, the string or the single character that begins here. */
function endOfPiece(text: string, at: number, marks: Marks): number {
  if (text.startsWith('//', at)) return lineEnd(text, at);
  if (text.startsWith('/*', at)) return blockEnd(text, at, marks.nests);
  if (
    marks.directives &&
    text[at] === '#' &&
    /(?:^|[\r\n])[ \t]*$/.test(text.slice(Math.max(0, at - 200), at))
  )
    return lineEnd(text, at);
  for (const [open, close] of marks.multiline) {
    open.lastIndex = at;
    const opened = open.exec(text)?.[0];
    if (opened !== undefined) return stringEnd(text, at + opened.length, close(opened), /[@`r]/.test(opened));
  }
  if (text[at] === '"') return lineStringEnd(text, at);
  if (text[at] === "'") return characterEnd(text, at, marks.lifetimes);
  return at + 1;
}

function lineEnd(text: string, at: number): number {
  const end = /[\r\n]/g;
  end.lastIndex = at;
  return end.exec(text)?.index ?? text.length;
}

function blockEnd(text: string, start: number, nests: boolean): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if (text.startsWith('/*', at) && (nests || depth === 0)) [depth, at] = [depth + 1, at + 1];
    else if (text.startsWith('*/', at)) {
      depth--;
      at++;
      if (depth === 0) return at + 1;
    }
  }
  return text.length;
}

/** @param isRaw whether a backslash is a character like any other; then two closing quotes may stand for one */
function stringEnd(text: string, start: number, close: string, isRaw: boolean): number {
  for (let at = start; at < text.length; at++) {
    if (!isRaw && text[at] === '\\') at++;
    else if (isRaw && close === '"' && text.startsWith('""', at)) at++;
    else if (text.startsWith(close, at)) return at + close.length;
  }
  return text.length;
}

/** Of a string that has to end on its line; one that does not is taken to end there. */
function lineStringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at + 1;
    else if (text[at] === '\n') return at;
  }
  return text.length;
}

function characterEnd(text: string, at: number, lifetimes: boolean): number {
  const literal = lifetimes
    ? /'(?:\\[^\n]{1,10}?|[^\\'\n]|[\ud800-\udbff].)'/uy
    : /'(?:\\[^\n]|[^\\'\n]){1,12}'/y;
  literal.lastIndex = at;
  const found = literal.exec(text)?.[0];
  return found === undefined ? at + 1 : at + found.length;
}
