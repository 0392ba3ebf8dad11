/** What is still open at the end of a text, and what closes nothing. */
export interface BracketScan {
  /** Brackets without an end, outermost first: `(`, `[`, `{`, and `${` inside a template. */
  readonly open: readonly string[];
  /** The quote of a string without an end, empty: none. */
  readonly quote: string;
  /** Offsets of closing brackets that nothing opened. */
  readonly extra: readonly number[];
}

type Family = 'javascript' | 'python';

const pairs: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** Reads strings, comments and regular expressions as a lexer would, brackets in them are none. One pass over the text. */
export function scanBrackets(text: string, family: Family): BracketScan {
  const open: string[] = [];
  const extra: number[] = [];
  let at = 0;
  while (at < text.length) {
    const skip = skipQuiet(text, at, family);
    if (skip > at) {
      at = skip;
      continue;
    }
    const char = text.charAt(at);
    const quote = openingQuote(text, at, family);
    if (quote !== '' || (char === '}' && open.at(-1) === '${')) {
      if (quote === '') open.pop();
      const string = readString(text, at + (quote || '}').length, quote || '`');
      if (string.end === undefined) return { open, quote: quote || '`', extra };
      if (string.isSubstitution) open.push('${');
      at = string.end;
      continue;
    }
    if ('([{'.includes(char)) open.push(char);
    const opener = pairs[char];
    if (opener !== undefined) {
      if (open.at(-1) === opener) open.pop();
      else if (!open.includes(opener)) extra.push(at);
    }
    at++;
  }
  return { open, quote: '', extra };
}

/** Behind a comment or a regular expression that begins here; the same offset where none does. */
function skipQuiet(text: string, at: number, family: Family): number {
  const toLineEnd = (): number => {
    const end = text.indexOf('\n', at);
    return end < 0 ? text.length : end;
  };
  if (family === 'python') return text[at] === '#' ? toLineEnd() : at;
  if (text[at] !== '/') return at;
  if (text[at + 1] === '/') return toLineEnd();
  if (text[at + 1] === '*') {
    const end = text.indexOf('*/', at + 2);
    return end < 0 ? text.length : end + 2;
  }
  return isRegularExpression(text, at) ? behindRegularExpression(text, at) : at;
}

/** A slash divides only what stands before it on its line: a name, a number, a closed bracket, a string. */
function isRegularExpression(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 80), at).trimEnd();
  return before === '' || /(?:[([{,;=:!&|?+*%<>~^-]|\b(?:return|typeof|case|of|in|await))$/.test(before);
}

function behindRegularExpression(text: string, at: number): number {
  let inClass = false;
  for (let here = at + 1; here < text.length; here++) {
    const char = text[here];
    if (char === '\n') return at;
    if (char === '\\') here++;
    else if (char === '[') inClass = true;
    else if (char === ']') inClass = false;
    else if (char === '/' && !inClass) return here + 1;
  }
  return at;
}

function openingQuote(text: string, at: number, family: Family): string {
  const char = text.charAt(at);
  if (family === 'javascript') return '\'"`'.includes(char) ? char : '';
  if (char !== "'" && char !== '"') return '';
  return text.startsWith(char.repeat(3), at) ? char.repeat(3) : char;
}

interface StringEnd {
  /** Behind its end, or behind the `${` that interrupts it; undefined: it has none. */
  readonly end: number | undefined;
  readonly isSubstitution: boolean;
}

/** Simple strings end with their line, so that one forgotten quote does not swallow the rest. */
function readString(text: string, from: number, quote: string): StringEnd {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text.startsWith(quote, at)) return { end: at + quote.length, isSubstitution: false };
    else if (quote === '`' && text.startsWith('${', at)) return { end: at + 2, isSubstitution: true };
    else if (text[at] === '\n' && (quote === "'" || quote === '"')) return { end: at, isSubstitution: false };
  }
  return { end: undefined, isSubstitution: false };
}
