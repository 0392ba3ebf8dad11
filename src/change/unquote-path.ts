import { brokenDiff } from './broken-diff.ts';

/** A name read from a diff, as bytes (one character per byte), and the offset behind it. */
export interface QuotedName {
  readonly name: string;
  readonly end: number;
}

const quote = 0x22;
const backslash = 0x5c;

/** Git's `quote_c_style` (quote.c): the letters behind a backslash, and the bytes they stand for. */
const escapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  '"': '"',
  '\\': '\\',
};

/**
 * Undoes git's C-quoting of the name that begins with a double quote at `start`.
 *
 * @param line 1-based line of the input, for the error.
 * @throws GalleyError `broken-diff` when the closing quote is missing or an escape is none of git's.
 */
export function unquotePath(text: string, start: number, line: number): QuotedName {
  const parts: string[] = [];
  let at = start + 1;
  let plainFrom = at;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      parts.push(text.slice(plainFrom, at));
      return { name: parts.join(''), end: at + 1 };
    }
    if (code !== backslash) {
      at += 1;
      continue;
    }
    parts.push(text.slice(plainFrom, at));
    const [byte, length] = readEscape(text, at + 1, line);
    parts.push(byte);
    at += 1 + length;
    plainFrom = at;
  }
  throw brokenDiff(line, 'A quoted file name has no closing quote.');
}

/** A name that fills the rest of a header line, quoted or not. */
export function readName(text: string, line: number): string {
  if (!text.startsWith('"')) return text;
  return unquotePath(text, 0, line).name;
}

function readEscape(text: string, at: number, line: number): readonly [byte: string, length: number] {
  const letter = escapes[text.charAt(at)];
  if (letter !== undefined) return [letter, 1];
  const octal = text.slice(at, at + 3);
  if (/^[0-3][0-7]{2}$/.test(octal)) return [String.fromCharCode(parseInt(octal, 8)), 3];
  throw brokenDiff(line, `A quoted file name holds the unknown escape "\\${text.charAt(at)}".`);
}
