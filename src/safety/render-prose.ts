import { escapeMarkdown, renderCodeCell, renderCodeSpan } from './escape-markdown.ts';

/**
 * Sanitised prose as paragraphs of Markdown. Text between single backticks is code; nothing else of it is markup, and
 * no line begins with what a bot would take for a command.
 */
export function renderProse(text: string): string {
  return text
    .split(/\n{2,}/)
    .map(renderLine)
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}

/** The same on one line. */
export function renderLine(text: string): string {
  return renderParts(text, renderCodeSpan);
}

/** The same for a cell of a table. */
export function renderCell(text: string): string {
  return renderParts(text, renderCodeCell);
}

function renderParts(text: string, renderCode: (code: string) => string): string {
  const parts = text
    .replace(/\s+/g, ' ')
    .trim()
    .split(/`([^`]+)`/);
  return parts.map((part, index) => (index % 2 === 1 ? renderCode(part) : renderPlain(part))).join('');
}

/** Between two code spans white space counts. */
function renderPlain(text: string): string {
  const [, before = '', words = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
  return before + escapeMarkdown(words) + after;
}
