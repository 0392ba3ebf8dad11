/** Four fifths of the nesting at which oxc 0.154 overflowed its stack on Linux x64, at the least of a dozen constructs. */
const mostLevels = 4_000;

const comment = String.raw`\/\*[^]*?(?:\*\/|$)|\/\/.*`;
const quoted = [`'`, `"`].map((mark) => String.raw`${mark}[^${mark}\\\n]*(?:\\[^][^${mark}\\\n]*)*${mark}?`);
const bracket = String.raw`\}\s*else\b|[([{)\]}]`;
/** Where a chain of operators ends: at a separator that no `else` follows, and before a statement that begins a line. */
const end = String.raw`[;,](?!\s*else\b)|\n[ \t]*(?:const|var|export|return)\b`;
/** What may go one level down without a bracket. */
const operator = String.raw`=>|[!~+\-*?:=<.&|]|\b(?:typeof|void|await|new|delete|else|do|yield|keyof|readonly|extends)\b`;

const unquoted = new RegExp([bracket, end].join('|'), 'g');
const tokens = new RegExp([comment, ...quoted, bracket, end, operator].join('|'), 'g');

/**
 * Whether a text nests so deep that a recursive parser written in a compiled language may overflow its stack, which ends
 * the process. An estimate: nothing short of a parser knows what is a string and what a regular expression. So brackets
 * are also counted as if nothing was quoted.
 */
export function isTooDeep(text: string): boolean {
  if (text.length <= mostLevels) return false;
  return levelsOf(text, unquoted) > mostLevels || levelsOf(text, tokens) > mostLevels;
}

/** Most brackets that are open at the same time, with the operators in the chains that they stand in. */
function levelsOf(text: string, pattern: RegExp): number {
  const chains: number[] = [];
  let chain = 0;
  let levels = 0;
  let most = 0;
  for (const [token] of text.matchAll(pattern)) {
    const first = token.charAt(0);
    if ('([{'.includes(first)) {
      chains.push(chain + 1);
      chain = 0;
      levels++;
    } else if (')]}'.includes(first)) {
      levels -= chain;
      chain = chains.pop() ?? 0;
      if (token === '}') [levels, chain] = [levels - chain, 0];
    } else if (';,\n'.includes(first)) {
      levels -= chain;
      chain = 0;
    } else if (!`'"`.includes(first) && !/^\/[/*]/.test(token)) {
      chain++;
      levels++;
    }
    most = Math.max(most, levels);
  }
  return most;
}
