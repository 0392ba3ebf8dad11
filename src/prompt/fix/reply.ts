import { removeInvisible } from '../../safety/remove-invisible.ts';
import { maskText } from '../../safety/mask-lines.ts';

/** A fix that needs more lines is no small one: people write it better. */
const mostLines = 8;
/** Longer replies hold something else than a few lines. */
const mostCharacters = 8_192;

/**
 * The text that a model gives in place of `quoted`: the code of the only fence in its reply, with the indentation and
 * the line ends of the lines it replaces.
 *
 * Undefined when the reply is no such thing: no fence, several, one that never ends; nothing in it, more than 8 lines, a
 * diff, invisible characters, a credential or the mark that stood for one; or the old text again.
 *
 * @param quoted the lines as they stand in the file, joined by line feeds
 */
export function parseFix(text: string, quoted: string): string | undefined {
  const block =
    text.length > mostCharacters ? undefined : onlyBlock(text.replace(/\r\n?/g, '\n').split('\n'));
  const code = block && withoutMarks(trimBlank(block), quoted);
  if (code === undefined || code.length === 0 || code.length > mostLines) return undefined;
  const joined = code.join('\n');
  const hidesSomething = removeInvisible(joined) !== joined || joined.includes('[masked:');
  if (hidesSomething || maskText(joined) !== joined) return undefined;
  if (spelling(joined) === spelling(quoted)) return undefined;
  return restoreIndent(code, quoted).join(quoted.includes('\r') ? '\r\n' : '\n');
}

/** The lines between the marks of the only fence. */
function onlyBlock(lines: readonly string[]): string[] | undefined {
  const opening = lines.findIndex((line) => /^\s{0,3}`{3,}[^`]{0,40}$/.test(line));
  if (opening < 0) return undefined;
  const marks = /`+/.exec(lines[opening] ?? '')?.[0] ?? '';
  const closes = (line: string): boolean => {
    const own = line.trim();
    return own.length >= marks.length && /^`+$/.test(own);
  };
  const length = lines.slice(opening + 1).findIndex(closes);
  if (length < 0) return undefined;
  const rest = lines.slice(opening + length + 2);
  if (rest.some((line) => line.includes('```'))) return undefined;
  return lines.slice(opening + 1, opening + 1 + length);
}

/** Models copy the `+` of the diff they read. A line taken away, or a hunk's header, makes it a diff: no code. */
function withoutMarks(lines: readonly string[], quoted: string): readonly string[] | undefined {
  const isMarked = (mark: string): boolean =>
    lines.some((line) => line.startsWith(mark)) && !quoted.split('\n').some((line) => line.startsWith(mark));
  if (isMarked('-') || isMarked('@@')) return undefined;
  if (!isMarked('+')) return lines;
  if (!lines.every((line) => line.startsWith('+') || line === '')) return undefined;
  return lines.map((line) => line.slice(1));
}

/** Without blank lines at either end. */
function trimBlank(lines: readonly string[]): string[] {
  const isCode = (line: string): boolean => line.trim() !== '';
  return lines.slice(Math.max(lines.findIndex(isCode), 0), lines.findLastIndex(isCode) + 1);
}

/** Moves the block so that its first line stands where the old first line stood. */
function restoreIndent(lines: readonly string[], quoted: string): string[] {
  const wanted = indentOf(quoted.split('\n').find((line) => line.trim() !== '') ?? '');
  const own = indentOf(lines[0] ?? '');
  const others = lines.slice(1).filter((line) => line.trim() !== '');
  // Only the first line lost its indentation: the others stand where they should.
  const isFirstAlone =
    own === '' && others.length > 0 && others.every((line) => indentOf(line).startsWith(wanted));
  const isNested = isFirstAlone && wanted !== '';
  return lines.map((line, index) => {
    if (line.trim() === '') return '';
    if (index > 0 && isNested) return line.trimEnd();
    return (wanted + (line.startsWith(own) ? line.slice(own.length) : line.trimStart())).trimEnd();
  });
}

function indentOf(line: string): string {
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}

/** What a text says, spacing aside. */
function spelling(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
