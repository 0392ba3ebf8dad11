import type { CommentEdit, OwnComment } from '../../review/forge-ports.ts';
import { withoutMarker } from './frame-marker.ts';
import { parseCommentMarker } from './parse-comment-marker.ts';
import { renderCommentMarker } from './render-comment-marker.ts';

/** Nothing that GitHub takes is longer. */
const mostCharacters = 65_000;

const foldStart = '<details><summary>What it said</summary>\n\n';
const foldEnd = '\n\n</details>';

/**
 * The body of a comment with another status: `fixed` folds what it said, `open` unfolds it again.
 *
 * A suggestion becomes plain code for good: its lines are gone, and where they come back nobody proved it again.
 */
export function renderStatus({ comment, status, head }: CommentEdit, prompt: string): string {
  const marker = renderMarker(comment, status, head, prompt);
  const said = withoutSuggestion(unfold(withoutMarker(comment.body)));
  if (status === 'open') return join(marker, ['**Back**: the code stands there again.', said]);
  const fixed = `**Fixed** in ${head}.`;
  const folded = join(marker, [fixed, `${foldStart}${said}${foldEnd}`]);
  return folded.length <= mostCharacters ? folded : join(marker, [fixed]);
}

function renderMarker(
  comment: OwnComment,
  status: CommentEdit['status'],
  head: string,
  prompt: string,
): string {
  const { fingerprint, quoteHash, quoteLines } = comment;
  const old = parseCommentMarker(comment.body);
  return renderCommentMarker({
    fingerprint,
    status,
    head,
    prompt: old?.prompt ?? prompt,
    quoteHash,
    quoteLines,
  });
}

/** What a folded comment said first, and any other text without the word of an earlier edit. */
function unfold(text: string): string {
  const normal = text.replace(/\r\n/g, '\n');
  const start = normal.indexOf(foldStart);
  const end = normal.lastIndexOf(foldEnd);
  const said = start < 0 || end < start ? normal : normal.slice(start + foldStart.length, end);
  return said.replace(/^\*\*Back\*\*: [^\n]*\n+/, '');
}

/** Prose of ours never begins a line with backticks. */
function withoutSuggestion(text: string): string {
  return text.replace(/^(`{3,})suggestion$/m, '$1');
}

function join(marker: string, blocks: readonly string[]): string {
  return `${marker}\n${blocks.join('\n\n')}`;
}
