import type { ParseCode } from '../code/code-node.ts';
import { countErrors } from '../code/walk-code.ts';
import { scanBrackets } from './scan-brackets.ts';

type Family = 'javascript' | 'python';

/** Lines that may be dropped from the end of a text. */
const longestDrop = 12;

const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '\n}', '${': '}`' };

export interface CompletedCode {
  readonly code: string;
  /** What was done, for people; empty: nothing. */
  readonly repair: '' | 'closed brackets' | 'dropped an unfinished end';
}

/**
 * Code that a model did not finish, or did not close: what is open is closed; where that does not make it right, lines are
 * dropped from its end until it does. The text as it was where nothing helps.
 */
export function completeCode(code: string, family: Family, parse: ParseCode): CompletedCode {
  if (isSound(code, parse)) return { code, repair: '' };
  const lines = code.trimEnd().split('\n');
  const drops = Math.min(longestDrop, lines.length - 1);
  for (let drop = 0; drop <= drops; drop++) {
    const kept = lines.slice(0, lines.length - drop).join('\n');
    if (drop === 0 && isBroken(kept)) continue;
    const closed = closeBrackets(kept, family);
    if (!isSound(closed, parse) || isBlank(closed, parse)) continue;
    return { code: closed, repair: drop === 0 ? 'closed brackets' : 'dropped an unfinished end' };
  }
  return { code, repair: '' };
}

/** Ends in the middle of an expression: closed, it would be another one. */
function isBroken(code: string): boolean {
  return /(?:[([,.=:?+*/&|<-]|=>|\b(?:await|new|const|let|return))\s*$/.test(code);
}

function isSound(code: string, parse: ParseCode): boolean {
  const root = parse(code);
  return root !== undefined && countErrors(root) === 0;
}

function isBlank(code: string, parse: ParseCode): boolean {
  return !parse(code)?.children.some(({ isNamed, type }) => isNamed && type !== 'comment');
}

/** Closes strings and brackets at the end of the text, innermost first. */
export function closeBrackets(code: string, family: Family): string {
  const { open, quote } = scanBrackets(code, family);
  return (
    code +
    quote +
    open
      .map((bracket) => closers[bracket] ?? '')
      .reverse()
      .join('')
  );
}
