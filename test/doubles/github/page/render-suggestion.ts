import { escapeHtml } from './escape-html.ts';
import { renderPatch } from './render-patch.ts';
import type { PatchLine } from './read-patch.ts';

/**
 * A suggested change as the page shows it: the commented lines removed, those of the block added.
 *
 * An empty block deletes the lines. Without lines (a comment on a whole file, or on the base side) GitHub cannot apply
 * it, and the page says so.
 */
export function renderSuggestion(block: string, replaced: readonly PatchLine[]): string {
  const added = block === '' ? [] : block.replace(/\n$/, '').split('\n');
  if (replaced.length === 0)
    return `<div class="suggestion refused"><p>Suggested change cannot be applied</p><pre>${escapeHtml(block)}</pre></div>`;
  const first = replaced[0]?.head ?? 0;
  const lines: PatchLine[] = [
    ...replaced.map(({ head, text }) => ({ kind: 'removed', base: head, head: undefined, text }) as const),
    ...added.map((text, index) => ({ kind: 'added', base: undefined, head: first + index, text }) as const),
  ];
  return `<div class="suggestion"><p>Suggested change</p>${renderPatch(lines)}</div>`;
}
