/** A piece of code. Comments are no tokens; a string is one, what is computed inside it follows in parentheses. */
export interface Token {
  readonly kind: 'word' | 'number' | 'string' | 'mark';
  /** Of a string what stands between the quotes, where that matters; else empty. */
  readonly text: string;
  /** 1-based. */
  readonly line: number;
  /** Characters before it in its line. */
  readonly column: number;
}

interface Lexis {
  readonly comment: '//' | '#';
  readonly strings: 'javascript' | 'python' | 'go';
}

const slashes = { comment: '//', strings: 'javascript' } as const;

const lexes: Readonly<Record<string, Lexis>> = {
  javascript: slashes,
  typescript: slashes,
  tsx: slashes,
  python: { comment: '#', strings: 'python' },
  go: { comment: '//', strings: 'go' },
};

/** A file above it is not looked at: what the checks keep of it would cost too much. */
const mostCharacters = 200_000;
/** Strings inside what is computed in a string: deeper ones are passed over. */
const deepest = 3;

/** Undefined for a language that is not known here, and for a very large text. Each character is read a few times at most. */
export function readTokens(text: string, language: string): Token[] | undefined {
  const lexis = lexes[language];
  if (lexis === undefined || text.length > mostCharacters) return undefined;
  const tokens: Token[] = [];
  scan(text, { lexis, tokens, line: 1, lineStart: 0, dead: new Map() }, 0, text.length, 0);
  return tokens;
}

interface State {
  readonly lexis: Lexis;
  readonly tokens: Token[];
  line: number;
  lineStart: number;
  /** For a quote the end of the line on which it was found to have no partner. */
  readonly dead: Map<string, number>;
}

const word = /[\p{L}_$][\p{L}\p{N}_$]*/uy;
const number = /\d[\w.]*/y;
const longMark =
  /===|!==|\.\.\.|\*\*=|&&=|\|\|=|\?\?=|>>=|<<=|=>|==|!=|<=|>=|&&|\|\||\?\?|\?\.|\+\+|--|[-+*/%|&^:]=|->|\*\*/y;

function scan(text: string, state: State, from: number, to: number, depth: number): number {
  let at = from;
  while (at < to) {
    const character = text[at] ?? '';
    if (character === '\n') {
      state.line++;
      state.lineStart = ++at;
    } else if (character <= ' ') at++;
    else at = scanToken(text, state, at, to, depth);
  }
  return at;
}

function scanToken(text: string, state: State, at: number, to: number, depth: number): number {
  const { lexis } = state;
  if (text.startsWith(lexis.comment, at)) return lineEnd(text, at, to);
  if (lexis.comment === '//' && text.startsWith('/*', at)) {
    const end = text.indexOf('*/', at + 2);
    return passLines(text, state, at, end < 0 ? to : Math.min(end + 2, to));
  }
  const string = scanString(text, state, at, to, depth);
  if (string !== undefined) return string;
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) return push(state, kind, found, at);
  }
  return push(state, 'mark', text[at] ?? '', at);
}

const patterns = [
  ['word', word],
  ['number', number],
  ['mark', longMark],
] as const;

function push(state: State, kind: Token['kind'], text: string, at: number): number {
  state.tokens.push({ kind, text, line: state.line, column: at - state.lineStart });
  return at + text.length;
}

/** No search of the whole text: on one long line each string would then cost a walk to its end. */
function lineEnd(text: string, at: number, to: number): number {
  let end = at;
  while (end < to && text[end] !== '\n') end++;
  return end;
}

/** Counts the line feeds of what is passed over. */
function passLines(text: string, state: State, from: number, to: number): number {
  for (let at = from; at < to; at++) {
    if (text[at] !== '\n') continue;
    state.line++;
    state.lineStart = at + 1;
  }
  return to;
}

/** Where the string or the regular expression that begins here ends; undefined when none does. */
function scanString(text: string, state: State, at: number, to: number, depth: number): number | undefined {
  const quote = text[at] ?? '';
  const { strings } = state.lexis;
  if (strings === 'python') return scanPython(text, state, at, to, depth);
  if (quote === '`' && strings === 'javascript') return scanTemplate(text, state, at, to, depth);
  if (quote === '`') {
    const end = text.indexOf('`', at + 1);
    push(state, 'string', '', at);
    return passLines(text, state, at, end < 0 ? to : Math.min(end + 1, to));
  }
  if (quote === '"' || quote === "'") return scanPlain(text, state, at, to, quote);
  if (quote === '/' && strings === 'javascript' && mayStartPattern(state.tokens.at(-1)))
    return scanPlain(text, state, at, to, quote);
  return undefined;
}

const beforePattern = new Set([
  'return',
  'typeof',
  'case',
  'in',
  'of',
  'do',
  'else',
  'void',
  'delete',
  'await',
]);

/** Behind a value a slash divides; behind `<` it ends an element. */
function mayStartPattern(before: Token | undefined): boolean {
  if (before === undefined) return true;
  if (before.kind === 'word') return beforePattern.has(before.text);
  return before.kind === 'mark' && ![')', ']', '}', '<', '++', '--'].includes(before.text);
}

/** Strings that end on their line. A quote without a partner is a mark, as in the text of an element. */
function scanPlain(text: string, state: State, at: number, to: number, quote: string): number | undefined {
  if (at < (state.dead.get(quote) ?? 0)) return undefined;
  let isInClass = false;
  for (let end = at + 1; end < to && text[end] !== '\n'; end++) {
    const character = text[end];
    if (character === '\\') end++;
    else if (quote === '/' && character === '[') isInClass = true;
    else if (quote === '/' && character === ']') isInClass = false;
    else if (character === quote && !isInClass) {
      push(state, 'string', text.slice(at + 1, Math.min(end, at + 200)), at);
      return passLines(text, state, at, end + 1);
    }
  }
  state.dead.set(quote, lineEnd(text, at, to));
  return undefined;
}

/** A template, what is computed in it tokens of its own. */
function scanTemplate(text: string, state: State, at: number, to: number, depth: number): number {
  push(state, 'string', '', at);
  let end = at + 1;
  while (end < to && text[end] !== '`') {
    if (text.startsWith('${', end)) end = scanComputed(text, state, end + 2, to, depth);
    else end = passLines(text, state, end, Math.min(text[end] === '\\' ? end + 2 : end + 1, to));
  }
  return Math.min(end + 1, to);
}

/** From behind the opening brace to behind the closing one. */
function scanComputed(text: string, state: State, from: number, to: number, depth: number): number {
  push(state, 'mark', '(', from);
  let at = from;
  for (let open = 1; at < to;) {
    const character = text[at] ?? '';
    if (character === '\n') at = passLines(text, state, at, at + 1);
    else if (character <= ' ') at++;
    else if (character === '`' && depth >= deepest) break;
    else {
      if (character === '{') open++;
      if (character === '}' && --open === 0) break;
      at = scanToken(text, state, at, to, depth + 1);
    }
  }
  push(state, 'mark', ')', at);
  return Math.min(at + 1, to);
}

const pythonString = /[rbuRBU]{0,2}[fF]?[rR]?("""|'''|"|')/y;

function scanPython(text: string, state: State, at: number, to: number, depth: number): number | undefined {
  pythonString.lastIndex = at;
  const opening = pythonString.exec(text);
  if (!opening) return undefined;
  const [all = '', quote = ''] = opening;
  if (at < (state.dead.get(quote) ?? 0)) return undefined;
  const from = at + all.length;
  const end = pythonEnd(text, from, to, quote);
  if (end === undefined && quote.length === 1) {
    state.dead.set(quote, lineEnd(text, at, to));
    return undefined;
  }
  push(state, 'string', '', at);
  const last = end ?? to;
  if (/f/i.test(all)) scanFields(text, state, from, last, depth);
  else passLines(text, state, from, last);
  return Math.min(last + quote.length, to);
}

function pythonEnd(text: string, from: number, to: number, quote: string): number | undefined {
  for (let end = from; end < to; end++) {
    if (text[end] === '\\') end++;
    else if (text.startsWith(quote, end)) return end;
    else if (text[end] === '\n' && quote.length === 1) return undefined;
  }
  return undefined;
}

/** The fields of a formatted string. */
function scanFields(text: string, state: State, from: number, to: number, depth: number): void {
  let at = from;
  while (at < to) {
    if (text.startsWith('{{', at)) at += 2;
    else if (text[at] === '{' && depth < deepest) at = scanComputed(text, state, at + 1, to, depth);
    else at = passLines(text, state, at, at + 1);
  }
}
