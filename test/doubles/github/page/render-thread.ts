import { escapeHtml } from './escape-html.ts';
import type { ThreadView } from './page-view.ts';
import { linesBetween, readPatch } from './read-patch.ts';
import type { PatchLine } from './read-patch.ts';
import { renderComment } from './render-comment.ts';
import { renderPatch } from './render-patch.ts';

/** A comment on one line stands below so many lines of its hunk, as on GitHub. */
const shownLines = 4;

/** A thread of comments below the lines they are on; folded when it is resolved or outdated. */
export function renderThread(thread: ThreadView): string {
  const { hunk, lines, side, path, isOutdated, resolvedBy } = thread;
  const all = lines === undefined ? [] : readPatch(hunk);
  // What a suggestion replaces: lines of the head side only.
  const replaced = lines && side === 'RIGHT' ? linesBetween(all, side, lines.start, lines.end) : [];
  const comments = thread.comments.map((comment) => renderComment(comment, replaced)).join('');
  const labels = [isOutdated ? 'Outdated' : '', resolvedBy === undefined ? '' : 'Resolved'].filter(Boolean);
  const heading = [
    `<code>${escapeHtml(path)}</code>`,
    `<small>${place(thread)}</small>`,
    ...labels.map((label) => `<small class="label">${label}</small>`),
  ].join(' ');
  const code = all.length === 0 ? '' : renderPatch(excerpt(all, thread));
  const resolution =
    resolvedBy === undefined
      ? ''
      : `<p class="resolution">${escapeHtml(resolvedBy)} marked this conversation as resolved.</p>`;
  const folded = isOutdated || resolvedBy !== undefined;
  return `<details class="thread"${folded ? '' : ' open'}><summary>${heading}</summary>${code}${comments}${resolution}</details>`;
}

function place({ lines, side }: ThreadView): string {
  if (lines === undefined) return 'Comment on the file';
  const sign = side === 'LEFT' ? '-' : '+';
  if (lines.start === lines.end) return `Comment on line ${sign}${lines.end}`;
  return `Comment on lines ${sign}${lines.start} to ${sign}${lines.end}`;
}

/** The commented lines; below four of them, those above too. */
function excerpt(all: readonly PatchLine[], { lines, side }: ThreadView): PatchLine[] {
  const commented = lines ? linesBetween(all, side, lines.start, lines.end) : [];
  const first = commented[0] ? all.indexOf(commented[0]) : all.length;
  const tail = all.slice(
    Math.min(first, all.length - shownLines) < 0 ? 0 : Math.min(first, all.length - shownLines),
  );
  return tail.filter((line) => line.kind !== 'hunk');
}
