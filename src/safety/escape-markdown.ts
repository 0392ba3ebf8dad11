import { inertLine, inertName, inertText } from './inert-text.ts';

/** Between two characters it shows nothing, and no mention, reference or link is recognised across it. */
const gap = '<!-- -->';

/**
 * Prose on one line of Markdown: no markup, HTML, image, link, mention or reference of the text survives. Written
 * for GitHub and GitLab flavour, which find `@name`, `#1`, `!1`, `~label` and bare URLs by themselves.
 */
export function escapeMarkdown(text: string): string {
  return inertLine(text)
    .replace(/[\\`*_[\]|#!~$]/g, '\\$&')
    .replace(/[&<>]/g, (character) => entities[character] ?? character)
    .replace(/(@|%|&amp;|\\[#!~$])(?=\S)/g, `$1${gap}`)
    .replace(/:\/(?=\/)/g, `:${gap}/${gap}`)
    .replace(/\b(www)(?=\.)|\b(GH)(?=-\d)/gi, `$&${gap}`)
    .replace(/^([-+=]|\d+(?=[.)]))/, (start) => (/\d/.test(start) ? `${start}${gap}` : `\\${start}`));
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** A path or name as a code span, delimited by more backticks than it holds. */
export function renderCodeSpan(name: string): string {
  const text = inertName(name);
  if (text === '') return '';
  const fence = '`'.repeat(longestRun(text) + 1);
  const pad = /^[` ]|[` ]$/.test(text) ? ' ' : '';
  return `${fence}${pad}${text}${pad}${fence}`;
}

/** Code as a fenced block that its content cannot close. */
export function renderCodeBlock(code: string): string {
  const text = inertText(code);
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}\n${text}\n${fence}`;
}

function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
}
