import type { Finding } from '../../finding/finding.ts';
import { removeInvisible } from '../../safety/remove-invisible.ts';

/** A suggestion as a block that a click commits, or why there is none. */
export type FencedSuggestion = { readonly block: string } | { readonly reason: string };

/** A suggestion is shown whole or not at all, and the words around it need room too. */
const mostCharacters = 30_000;

/**
 * The suggestion of a finding, for a comment on exactly the lines of its anchor.
 *
 * GitHub takes the text between the fences line by line in place of the lines of the comment, and keeps how the lines
 * of the file end. So the replacement must have the line ends that the file has, and nothing that Markdown would
 * change: what could not be committed byte for byte is not offered.
 */
export function fenceSuggestion({ anchor, quote }: Finding, replacement: string): FencedSuggestion {
  if (anchor.side !== 'head') return { reason: 'it is no change of lines that are still there' };
  if (replacement.length > mostCharacters) return { reason: 'it is too long for a comment' };
  if (replacement.includes('[masked:')) return { reason: 'a credential stands in it' };
  const isCrlf = quote.endsWith('\r');
  const lines = replacement.split('\n');
  if (!haveLineEnds(lines, isCrlf) || !haveSameEnd(quote.split('\n'), isCrlf))
    return { reason: 'its lines do not end as those of the file do' };
  const code = isCrlf ? lines.map((line) => line.replace(/\r$/, '')).join('\n') : replacement;
  if (removeInvisible(code) !== code) return { reason: 'it holds characters that cannot be seen' };
  if (/^\s*\/[a-z][\w-]*(\s.*)?$/im.test(code)) return { reason: 'a line of it reads as a command' };
  if (/<!--\s*galley/i.test(code)) return { reason: 'it reads as a marker of ours' };
  if (isSame(replacement, quote)) return { reason: 'it changes nothing' };
  return { block: fence(code) };
}

/** The last line has no end of its own: a replacement stops before it. */
function haveLineEnds(lines: readonly string[], isCrlf: boolean): boolean {
  return lines.slice(0, -1).every((line) => line.endsWith('\r') === isCrlf) && !lines.at(-1)?.endsWith('\r');
}

/** The lines that go: GitHub looks at one of them for all. */
function haveSameEnd(lines: readonly string[], isCrlf: boolean): boolean {
  return lines.every((line) => line.endsWith('\r') === isCrlf);
}

/** Of an empty replacement the lines go, so that it always changes something. */
function isSame(replacement: string, quote: string): boolean {
  return replacement !== '' && replacement === quote.replace(/\r$/, '');
}

function fence(code: string): string {
  const longest = (code.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0);
  const marks = '`'.repeat(Math.max(3, longest + 1));
  return `${marks}suggestion\n${code === '' ? '' : `${code}\n`}${marks}`;
}
