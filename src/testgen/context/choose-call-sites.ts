import { isTestPath } from '../../change/is-test-path.ts';

/** A line of the repository, and where it stands. */
export interface UsingLine {
  /** From the root of the repository, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** Longer lines show too much beside the call, in characters. */
const longest = 200;

/**
 * Lines that call a function with arguments, best first: examples that tell what comes out, then code, then prose. What declares it
 * or merely names it is no call, and neither is a test.
 *
 * @param except the file that holds the function; examples in its comments count all the same
 */
export function chooseCallSites(lines: readonly UsingLine[], word: string, except: string): string[] {
  const name = word.replace(/[$]/g, '\\$&');
  const called = new RegExp(`(?<![\\w$])${name}\\(\\s*[^)\\s]`);
  const declared = new RegExp(
    `\\b(?:function|def)\\b[\\s*]*${name}\\(|^\\s*(?:\\w+\\s+)*${name}\\([^()]*\\)\\s*(?:\\{|:.*)$`,
  );
  return lines
    .filter(({ path }) => !isTestPath(path) && !path.endsWith('.d.ts'))
    .map((line) => ({ ...line, text: line.text.trim() }))
    .filter(({ text }) => text.length <= longest && called.test(text) && !declared.test(text))
    .map((line) => ({ text: withoutSigns(line.text), worth: worthOf(line, except) }))
    .filter(({ worth }) => worth > 0)
    .sort((a, b) => b.worth - a.worth)
    .map(({ text }) => text);
}

function worthOf({ path, text }: UsingLine, except: string): number {
  if (/\)\s*;?\s*(?:\/\/|#|=>|→)\s*[^\s{]/.test(text)) return 3;
  if (path === except) return 0;
  if (!/\.(?:md|markdown|txt|rst)$/i.test(path)) return 2;
  return /^(?:[-*#|>]|\d+\.)\s/.test(text) ? 0 : 1;
}

/** Without what makes it a comment. */
function withoutSigns(text: string): string {
  return text.replace(/^(?:\/\/+|\*|#)\s*/, '');
}
