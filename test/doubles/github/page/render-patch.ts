import { escapeHtml } from './escape-html.ts';
import type { PatchLine } from './read-patch.ts';

const signs = { hunk: '', context: ' ', added: '+', removed: '-', note: '' } as const;

/** Lines of a diff as a table: two columns of numbers and the text. */
export function renderPatch(lines: readonly PatchLine[]): string {
  return `<div class="code"><table>${lines.map(renderLine).join('')}</table></div>`;
}

function renderLine({ kind, base, head, text }: PatchLine): string {
  if (kind === 'hunk' || kind === 'note')
    return `<tr class="${kind}"><td></td><td></td><td>${escapeHtml(text)}</td></tr>`;
  const sign = `<i>${signs[kind]}</i>`;
  return `<tr class="${kind}"><td>${base ?? ''}</td><td>${head ?? ''}</td><td>${sign}${escapeHtml(text)}</td></tr>`;
}
