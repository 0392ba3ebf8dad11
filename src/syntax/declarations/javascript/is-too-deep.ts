import { codeOnly } from './code-only.ts';

/** Four fifths of the nesting at which oxc 0.154 overflowed its stack on Linux x64, at the least of a dozen constructs. */
const mostLevels = 4_000;

const comment = String.raw`\/\*[^]*?(?:\*\/|$)|\/\/.*`;
const quoted = [`'`, `"`].map((mark) => String.raw`${mark}[^${mark}\\\n]*(?:\\[^][^${mark}\\\n]*)*${mark}?`);
/** Behind a closing brace that no operator follows a chain ends: it closed a block. */
const bracket = String.raw`(\}(?!\s*(?:else\b|[?:.&|=<>+\-*/%^])))|[([{)\]}]`;
/** Where a chain of operators ends: at a separator that no `else` follows, and before a statement that begins a line. */
const end = String.raw`[;,](?!\s*else\b)|\n[ \t]*(?:const|var|export|return)\b`;
/** What may go one level down without a bracket. */
const operator = String.raw`=>|[!~+\-*?:=<>.&|]|\b(?:typeof|void|await|new|delete|else|do|yield|keyof|readonly|unique|infer|asserts|is|extends)\b`;

const unquoted = new RegExp([bracket, end].join('|'), 'g');
const tokens = new RegExp([comment, ...quoted, bracket, end, operator].join('|'), 'g');
const codeTokens = new RegExp([bracket, end, operator].join('|'), 'g');

/** Each `accessor` too many is a mistake of its own to oxc, with all the others in it: memory grows with their square. */
const sameWord = /\b(\w+)(?:\s+\1\b){200}/;

/**
 * Whether a text nests so deep that a recursive parser written in a compiled language may overflow its stack, which ends
 * the process. An estimate: nothing short of a parser knows what is a string and what a regular expression. So brackets
 * are counted as if nothing was quoted, with strings left out, and with what two guesses take for code.
 */
export function isTooDeep(text: string): boolean {
  if (text.length <= mostLevels) return false;
  return (
    sameWord.test(text) ||
    levelsOf(text, unquoted) > mostLevels ||
    levelsOf(text, tokens) > mostLevels ||
    [false, true].some((isRegex) => levelsOf(codeOnly(text, isRegex), codeTokens) > mostLevels)
  );
}

interface Chain {
  /** Operators in a row, and the bracket that it stands in. */
  length: number;
  /** Of those, `else`: what stands below each ends only with the statement. */
  elses: number;
}

/** Most brackets that are open at the same time, with the operators in the chains that they stand in. */
function levelsOf(text: string, pattern: RegExp): number {
  const outer: Chain[] = [];
  let chain: Chain = { length: 0, elses: 0 };
  let angles = 0;
  let levels = 0;
  let most = 0;
  const endChain = (elses = 0): void => {
    levels -= chain.length - elses;
    chain = { length: elses, elses };
  };
  const endTypes = (): void => {
    levels -= angles;
    angles = 0;
  };
  for (const { 0: token, 1: blockEnd, index } of text.matchAll(pattern)) {
    const first = token.charAt(0);
    if ('([{'.includes(first)) {
      outer.push({ ...chain, length: chain.length + 1 });
      chain = { length: 0, elses: 0 };
      levels++;
    } else if (')]}'.includes(first)) {
      levels -= chain.length;
      chain = outer.pop() ?? { length: 0, elses: 0 };
      if (blockEnd !== undefined) {
        endChain();
        endTypes();
      }
    } else if (first === ';') {
      endChain();
      endTypes();
    } else if (first === ',') endChain();
    else if (first === '\n') endChain(chain.elses);
    else if (first === '<' && isTypeList(text, index)) {
      angles++;
      levels++;
    } else if (first === '>') {
      if (angles > 0) [angles, levels] = [angles - 1, levels - 1];
    } else if (!`'"`.includes(first) && !/^\/[/*]/.test(token)) {
      chain.length++;
      levels++;
      if (token.endsWith('else')) chain.elses++;
    }
    most = Math.max(most, levels);
  }
  return most;
}

/** `A<B` without blanks: a comma does not end it. */
function isTypeList(text: string, at: number): boolean {
  return /[\w$][<][^\s=<]/.test(text.slice(Math.max(0, at - 1), at + 2));
}
