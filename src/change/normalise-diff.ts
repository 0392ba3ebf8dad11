import { brokenDiff } from './broken-diff.ts';

/**
 * Undoes what happens to a diff between git and us, so that every header begins at column 0 and ends at the line
 * feed. Nothing else changes: the line numbers stay those of the input.
 *
 * @throws GalleyError `broken-diff` for UTF-16, which PowerShell 5 writes for `git diff > file`.
 */
export function normaliseDiff(byteText: string): string {
  if (byteText.startsWith('\xff\xfe') || byteText.startsWith('\xfe\xff')) {
    throw brokenDiff(1, 'The input is UTF-16: the shell that wrote the file changed its bytes.');
  }
  let text = byteText.startsWith('\xef\xbb\xbf') ? byteText.slice(3) : byteText;
  if (isColoured(text)) text = text.replace(sgr, '');
  if (hasCrlfHeaders(text)) text = text.replaceAll('\r\n', '\n');
  return text;
}

const sgr = /\x1b\[[0-9;]{0,32}[mK]/g;
/** `color.ui=always`. A line of content has one of ` +-\` before it, so an escape at column 0 is git's own. */
const colouredHeader = /^\x1b\[[0-9;]{0,32}m(?:diff --|@@ -|@@@|--- )/m;

function isColoured(text: string): boolean {
  return text.includes('\x1b[') && colouredHeader.test(text);
}

/** A patch file converted to CRLF as a whole. Git never ends this line in a carriage return: it would quote it. */
function hasCrlfHeaders(text: string): boolean {
  const start = firstHeader(text, 'diff --git ') ?? firstHeader(text, '--- ');
  if (start === undefined) return false;
  const end = text.indexOf('\n', start);
  return end > 0 && text.charCodeAt(end - 1) === 0x0d;
}

function firstHeader(text: string, start: string): number | undefined {
  if (text.startsWith(start)) return 0;
  const at = text.indexOf(`\n${start}`);
  return at < 0 ? undefined : at + 1;
}
