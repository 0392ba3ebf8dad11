import { escapeHtml } from './escape-html.ts';
import { renderMarkdown } from './markdown.ts';
import type { CommentView } from './page-view.ts';
import type { PatchLine } from './read-patch.ts';

const faces: Readonly<Record<string, string>> = {
  '+1': '👍',
  '-1': '👎',
  laugh: '😄',
  hooray: '🎉',
  confused: '😕',
  heart: '❤️',
  rocket: '🚀',
  eyes: '👀',
};

/** A comment with its author and reactions; a hidden one folded, with the reason. */
export function renderComment(comment: CommentView, replaced?: readonly PatchLine[]): string {
  const body = renderMarkdown(comment.body, replaced) + renderReactions(comment.reactions);
  const heading = `<header>${renderAuthor(comment.author)} <time>${time(comment.at)}</time>${comment.isEdited ? ' <small>edited</small>' : ''}</header>`;
  const shown =
    comment.minimized === undefined
      ? body
      : `<details class="fold"><summary>This comment was marked as ${escapeHtml(comment.minimized.toLowerCase())}.</summary>${body}</details>`;
  return `<article class="comment" id="c${comment.id}">${heading}${shown}</article>`;
}

/** A name, and whether it is a bot's. */
export function renderAuthor(login: string): string {
  const name = login.replace(/\[bot\]$/, '');
  const bot = name === login ? '' : ' <small class="label">bot</small>';
  return `<span class="face" aria-hidden="true">${escapeHtml(name.slice(0, 1).toUpperCase())}</span><b>${escapeHtml(name)}</b>${bot}`;
}

/** A time as people read it. */
export function time(at: string): string {
  return escapeHtml(at.replace('T', ' ').replace(/:\d\d(?:\.\d+)?Z$/, ' UTC'));
}

function renderReactions(reactions: CommentView['reactions']): string {
  const shown = Object.entries(reactions).filter(([name, count]) => faces[name] !== undefined && count > 0);
  if (shown.length === 0) return '';
  return `<p class="reactions">${shown.map(([name, count]) => `<span>${faces[name]} ${count}</span>`).join('')}</p>`;
}
