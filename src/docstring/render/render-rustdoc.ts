import { startLow } from '../sentence-case.ts';
import { wrapWords } from '../wrap-words.ts';
import { roomFor, type DocToRender } from './doc-to-render.ts';

/** Markdown of paragraphs and the headings that clippy looks for; no code, since that would run as a test. */
export function renderRustdoc(doc: DocToRender): string[] {
  const { parts } = doc;
  const panics = parts.throws.filter(({ type }) => isPanic(type));
  const errors = parts.throws.filter(({ type }) => !isPanic(type));
  const returns = /\breturns?\b/i.test(parts.summary) ? '' : parts.returns;
  const paragraphs = [
    [parts.summary],
    returns === '' ? [] : [`Returns ${startLow(returns)}`],
    section(
      '# Errors',
      errors.map(({ type, text }) => `Returns \`${type}\` ${clause(text)}`),
    ),
    section(
      '# Panics',
      panics.map(({ text }) => `Panics ${clause(text)}`),
    ),
  ].filter((lines) => lines.length > 0);
  const room = roomFor(doc, '/// '.length);
  const lines = paragraphs.flatMap((texts, index) => [
    ...(index === 0 ? [] : ['']),
    ...texts.flatMap((text) =>
      headings.has(text) || text === ''
        ? [text]
        : wrapWords(escapeMarkdown(text), { first: room, rest: room }),
    ),
  ]);
  return lines.map((line) => (line === '' ? '///' : `/// ${line}`));
}

const headings = new Set(['# Errors', '# Panics']);

/** A heading and its paragraphs, blank lines between. */
function section(heading: string, texts: readonly string[]): string[] {
  return texts.length === 0 ? [] : [heading, ...texts.flatMap((text) => ['', text])];
}

/** What a parser writes for a panic: no type, or the macro. */
function isPanic(type: string): boolean {
  return type === '' || type === 'panic' || type.endsWith('!');
}

/** `If the key is missing.` goes on as `if the key is missing.`; anything else stands behind a colon. */
function clause(text: string): string {
  const low = startLow(text);
  return /^(?:if|when|where|unless|for|on|in|while|because|as|after|before)\b/.test(low)
    ? low
    : `when: ${low}`;
}

/** Outside of code spans: links to items that do not exist, HTML, emphasis and bare addresses are taken as text. */
function escapeMarkdown(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part, index) =>
      index % 2 === 1
        ? part
        : part
            .replace(/\\/g, '\\\\')
            .replace(/[[\]<>*_~|#]/g, (mark, at: number) => (isInWord(part, at) ? mark : `\\${mark}`))
            .replace(/&(?=#|\w+;)/g, '\\&')
            .replace(/\b(?:https?|ftp):\/\/[^\s)\]\\]*[^\s)\]\\.,;:!?…]/g, '`$&`'),
    )
    .join('');
}

/** An underscore inside a word is no emphasis. */
function isInWord(text: string, at: number): boolean {
  return text[at] === '_' && /\w/.test(text[at - 1] ?? '') && /\w/.test(text[at + 1] ?? '');
}
