import { inertLine, inertName, inertText } from './inert-text.ts';

/** Between two characters it shows nothing, and no mention, reference or link is recognised across it. */
const gap = '<!-- -->';

/**
 * Prose on one line of Markdown: no markup, HTML, image, link, mention or reference of the text survives. Written
 * for GitHub and GitLab flavour, which find `@name`, `#1`, `!1`, `~label`, `:smile:`, bare URLs and ids of commits by
 * themselves, and for bots that look for a `/command` at the start of a line.
 */
export function escapeMarkdown(text: string): string {
  return inertLine(text)
    .replace(/[\\`*_[\]|#!~$]/g, '\\$&')
    .replace(/[&<>]/g, (character) => entities[character] ?? character)
    .replace(/(?:@|%|&amp;|\\[#!~])(?=\S)|\\\$/g, `$&${gap}`)
    .replace(/:\/(?=\/)/g, `:${gap}/${gap}`)
    .replace(/:(?=[\w+-]+:)/g, `:${gap}`)
    .replace(/\b(www)(?=\.)|\b(GH)(?=-\d)/gi, `$&${gap}`)
    .replace(commitId, (id) => id.replace(/.{6}(?=.)/g, `$&${gap}`))
    .replace(/^([-+=/]|\d+(?=[.)]))/, (start) => (/\d/.test(start) ? `${start}${gap}` : `\\${start}`));
}

/** At least 7 digits, one of them a letter: a number, or a word such as `defaced`, is more often meant. */
const commitId = /\b(?=[a-f]*\d)(?=\d*[a-f])[\da-f]{7,64}\b/g;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** A path or name as a code span, delimited by more backticks than it holds. */
export function renderCodeSpan(name: string): string {
  const text = withoutMarkers(inertName(name));
  if (text === '') return '';
  const fence = '`'.repeat(longestRun(text) + 1);
  const pad = /^[` ]|[` ]$/.test(text) ? ' ' : '';
  return `${fence}${pad}${text}${pad}${fence}`;
}

/**
 * The same for a cell of a table, where a bar would begin the next cell. Readers of Markdown do not agree about one behind
 * a backslash: that is written as JavaScript would.
 */
export function renderCodeCell(name: string): string {
  return renderCodeSpan(name).replace(/(\\*)\|/g, (_, slashes: string) =>
    slashes === '' ? '\\|' : `${slashes}\\u{7c}`,
  );
}

/**
 * Code as a fenced block that its content cannot close. Where a line of it looks like a `/command`, which some bots take
 * from code too, all of it is indented by one blank.
 */
export function renderCodeBlock(code: string): string {
  const plain = withoutMarkers(inertText(code));
  const text = /^\/[a-z]/im.test(plain) ? plain.replace(/^/gm, ' ') : plain;
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}\n${text}\n${fence}`;
}

/** Code is shown as it is, but nobody who searches a body of ours for our markers must find one in it. */
function withoutMarkers(code: string): string {
  return code.replace(/<!--(?=\s*galley)/gi, '<\\u{21}--');
}

function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
}
