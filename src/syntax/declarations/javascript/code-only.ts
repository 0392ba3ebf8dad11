const blank =
  /\s+|\/\*[^]*?(?:\*\/|$)|\/\/.*|'[^'\\\n]*(?:\\[^][^'\\\n]*)*'?|"[^"\\\n]*(?:\\[^][^"\\\n]*)*"?/y;
const word = /[\p{L}\p{N}_$]+/uy;
const regex = /\/(?![*/])(?:[^\n/\\[]|\\.|\[(?:[^\]\n\\]|\\.)*\])+\/\w*/y;
const template = /[^`\\$]*(?:(?:\\[^]|\$(?!\{))[^`\\$]*)*(`|\$\{)?/y;
/** Words behind which an expression begins, and with it perhaps a regular expression. */
const before =
  /^(?:return|typeof|case|do|else|in|of|void|delete|new|throw|instanceof|await|yield|extends|default)$/;

/**
 * The code of a text with blanks for its strings, comments, regular expressions and the texts of its templates, whose
 * `${ }` become `( )`. Whether a slash behind a bracket divides nobody but a parser knows: `isRegexBehindBracket` says
 * what to take it for.
 */
export function codeOnly(text: string, isRegexBehindBracket: boolean): string {
  const parts: string[] = [];
  /** Of each open brace, whether it belongs to a template. */
  const braces: boolean[] = [];
  let isOperand = false;
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text) ?? undefined;
    if (found !== undefined) at = pattern.lastIndex;
    return found;
  };
  const takeTemplate = (): void => {
    const isOpen = take(template)?.[1] === '${';
    if (isOpen) braces.push(true);
    parts.push(isOpen ? '(' : ' ');
    isOperand = !isOpen;
  };
  while (at < text.length) {
    const skipped = take(blank)?.[0];
    if (skipped !== undefined) {
      parts.push(skipped.includes('\n') ? '\n' : ' ');
      if (/^['"]/.test(skipped)) isOperand = true;
      continue;
    }
    const name = take(word)?.[0];
    if (name !== undefined) {
      parts.push(name);
      isOperand = !before.test(name);
      continue;
    }
    const mark = text.charAt(at);
    if (mark === '/' && !isOperand && take(regex) !== undefined) {
      parts.push(' ');
      isOperand = true;
      continue;
    }
    at++;
    if (mark === '`') takeTemplate();
    else if (mark === '}' && braces.pop() === true) {
      parts.push(')');
      takeTemplate();
    } else {
      if (mark === '{') braces.push(false);
      parts.push(mark);
      isOperand = ')]}'.includes(mark) && !isRegexBehindBracket;
    }
  }
  return parts.join('');
}
