import { commitFiles } from '../git/commit-files.ts';
import { findPull } from '../lookup.ts';
import { hunksByPath, pullDiff } from '../pull-diff.ts';
import { findLine } from '../legal-lines.ts';
import type { ReviewComment } from '../state/comments.ts';
import type { PullRequest } from '../state/records.ts';
import type { Inside } from '../types.ts';
import { pushed } from './push.ts';
import { readSuggestions } from './read-suggestions.ts';

/** Why the page's button does nothing. */
export type SuggestionRefusal =
  | 'no suggestion'
  | 'pull request is closed'
  | 'review is pending'
  | 'outdated'
  | 'file comment'
  | 'deleted lines'
  | 'no change'
  | 'more than one suggestion on a line'
  | 'head repository is gone';

interface Edit {
  readonly path: string;
  /** 1-based lines of the head, inclusive. */
  readonly first: number;
  readonly last: number;
  readonly lines: readonly string[];
}

/**
 * Applies the (first) suggestion of each comment to the head, as the page's "Commit suggestion" and, with several
 * comments, "Commit suggestions" do: one commit on the head branch, then the push that follows from it.
 */
export async function applySuggestions(
  inside: Inside,
  comments: readonly number[],
  actor: string,
): Promise<{ readonly sha: string } | { readonly refused: SuggestionRefusal }> {
  const found = comments.map((id) => inside.state.reviewComments.find((comment) => comment.id === id));
  const first = found[0];
  if (first === undefined) return { refused: 'no suggestion' };
  const pull = findPull(inside, first.repository, first.pull);
  if (pull.state !== 'open') return { refused: 'pull request is closed' };
  if (pull.head.repository === null) return { refused: 'head repository is gone' };
  const edits: Edit[] = [];
  for (const comment of found) {
    const edit = comment === undefined ? 'no suggestion' : await readEdit(inside, pull, comment);
    if (typeof edit === 'string') return { refused: edit };
    if (edits.some((other) => overlap(edit, other))) return { refused: 'more than one suggestion on a line' };
    edits.push(edit);
  }
  const files = await editedFiles(inside, pull, edits);
  if (files === undefined) return { refused: 'no change' };
  const sha = await commitFiles(inside.git, pull.head.repository, {
    branch: pull.head.ref,
    files,
    message: comments.length === 1 ? 'Apply suggestion' : 'Apply suggestions from code review',
    author: `${actor} <${actor}@users.noreply.github.example>`,
    at: Math.floor(inside.now() / 1000),
  });
  await pushed(inside, pull.head.repository, pull.head.ref, actor);
  return { sha };
}

async function readEdit(
  inside: Inside,
  pull: PullRequest,
  comment: ReviewComment,
): Promise<Edit | SuggestionRefusal> {
  const [lines] = readSuggestions(comment.body);
  if (lines === undefined || comment.pull !== pull.number) return 'no suggestion';
  if (comment.subject === 'file') return 'file comment';
  const review = inside.state.reviews.find(({ id }) => id === comment.review);
  if (review?.state === 'PENDING') return 'review is pending';
  const { place } = comment;
  if (place === null || place.line === null) return 'outdated';
  const first = place.startLine ?? place.line;
  const hunks = hunksByPath(await pullDiff(inside, pull)).get(comment.path) ?? [];
  const start = findLine(hunks, place.startSide ?? place.side, first);
  const end = findLine(hunks, place.side, place.line);
  if (start === undefined || end === undefined) return 'outdated';
  const rows = hunks[start.hunk]?.rows.slice(start.row, end.row + 1) ?? [];
  const isLeft = place.side === 'LEFT' || place.startSide === 'LEFT';
  if (isLeft || rows.some((row) => row.head === null)) return 'deleted lines';
  return { path: comment.path, first, last: place.line, lines };
}

function overlap(a: Edit, b: Edit): boolean {
  return a.path === b.path && a.first <= b.last && b.first <= a.last;
}

/** The files as they are after all edits; undefined: an edit changes nothing. */
async function editedFiles(
  inside: Inside,
  pull: PullRequest,
  edits: readonly Edit[],
): Promise<{ path: string; content: Buffer; mode: '100644' | '100755' }[] | undefined> {
  const files = [];
  for (const path of new Set(edits.map((edit) => edit.path))) {
    const blob = `${pull.head.sha}:${path}`;
    const [before, entry] = await Promise.all([
      inside.git.run(pull.repository, ['cat-file', 'blob', blob]),
      inside.git.run(pull.repository, ['ls-tree', pull.head.sha, '--', `:(literal)${path}`]),
    ]);
    let text = before.toString('latin1');
    const mine = edits.filter((edit) => edit.path === path).sort((a, b) => b.first - a.first);
    for (const edit of mine) {
      const after = replaceLines(text, edit);
      if (after === text) return undefined;
      text = after;
    }
    const mode = entry.toString('latin1').startsWith('100755') ? '100755' : '100644';
    files.push({ path, content: Buffer.from(text, 'latin1'), mode } as const);
  }
  return files;
}

/** Lines keep the ending of the first line they replace; a last line without one stays without. */
export function replaceLines(text: string, { first, last, lines }: Omit<Edit, 'path'>): string {
  const all = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const replaced = all.slice(first - 1, last);
  const ending = replaced[0]?.endsWith('\r\n') ? '\r\n' : '\n';
  const isOpenEnded = replaced.at(-1)?.endsWith('\n') === false;
  const inserted = lines.map((line) => Buffer.from(line).toString('latin1') + ending).join('');
  return [
    ...all.slice(0, first - 1),
    isOpenEnded ? inserted.slice(0, inserted.length - ending.length) : inserted,
    ...all.slice(last),
  ].join('');
}
