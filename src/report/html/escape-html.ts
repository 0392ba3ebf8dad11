import { inertLine, inertName, inertText } from '../../safety/inert-text.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** For text and quoted attribute values of HTML: no character of `text` is markup any more. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

/** Prose on one line, isolated so that text written from right to left moves nothing beside it. */
export function htmlProse(text: string): string {
  return `<bdi>${escapeHtml(inertLine(text))}</bdi>`;
}

/** A path or a name: every character of it can be seen. */
export function htmlName(name: string): string {
  return `<bdi>${escapeHtml(inertName(name))}</bdi>`;
}

/** One line of code; tabs stay. */
export function htmlCode(line: string): string {
  return escapeHtml(inertText(line).replaceAll('\n', '\\n'));
}

/** Paragraphs of prose; empty for a text without any. */
export function htmlParagraphs(text: string): string {
  return inertText(text)
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.replace(/\s+/gu, ' ').trim())
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => `<p dir="auto">${escapeHtml(paragraph)}</p>`)
    .join('');
}
