import { diffFiles } from '../git/compare-commits.ts';
import type { DiffFile } from '../git/read-diff.ts';
import { followLine } from '../follow-line.ts';
import { readHunks } from '../legal-lines.ts';
import { placeComment } from '../place-comment.ts';
import { hunksByPath, pullDiff } from '../pull-diff.ts';
import type { Place, ReviewComment, Side } from '../state/comments.ts';
import type { PullRequest } from '../state/records.ts';
import type { Inside } from '../types.ts';

/** What became of a file between two commits; undefined: nothing. */
type FileChanges = (from: string, to: string, path: string) => Promise<DiffFile | undefined>;

/**
 * After a push: moves the comments of a pull request to where their lines are now. A comment whose lines were changed,
 * removed or renamed away, or that the diff no longer shows, becomes outdated; it comes back when its lines do.
 */
export async function relocateComments(inside: Inside, pull: PullRequest): Promise<void> {
  const changes = fileChanges(inside, pull.repository);
  const comments = inside.state.reviewComments.filter(
    (comment) => comment.repository === pull.repository && comment.pull === pull.number,
  );
  for (const comment of comments) {
    comment.place = await currentPlace(inside, pull, comment, changes);
    if (comment.place !== null) comment.commitId = pull.head.sha;
  }
}

/** Where a comment stands at the head of its pull request; null: nowhere any more. */
export async function currentPlace(
  inside: Inside,
  pull: PullRequest,
  comment: Pick<ReviewComment, 'original' | 'originalCommitId' | 'path' | 'subject'>,
  changes: FileChanges = fileChanges(inside, pull.repository),
): Promise<Place | null> {
  const [now, then] = await Promise.all([
    pullDiff(inside, pull),
    pullDiff(inside, pull, comment.originalCommitId),
  ]);
  const hunks = hunksByPath(now);
  if (comment.subject === 'file') return hunks.has(comment.path) ? comment.original : null;
  const move = async (line: number, side: Side): Promise<number | null> => {
    const [from, to] = side === 'RIGHT' ? [then.head, now.head] : [then.mergeBase, now.mergeBase];
    const file = from === to ? undefined : await changes(from, to, comment.path);
    if (file === undefined) return line;
    if (file.status !== 'modified' || file.patch === '') return null;
    return followLine(readHunks(file.patch), line);
  };
  const { line, side, startLine, startSide } = comment.original;
  if (line === null) return null;
  const end = await move(line, side);
  const start = startLine === null ? undefined : await move(startLine, startSide ?? side);
  if (end === null || start === null) return null;
  // Lines that came in between, or went, changed what the comment is about.
  if (start !== undefined && startSide === side && end - start !== line - (startLine ?? line)) return null;
  const placed = placeComment(
    { path: comment.path, line: end, side, startLine: start, startSide: startSide ?? undefined },
    (path) => hunks.get(path),
  );
  return typeof placed === 'string' ? null : placed.place;
}

function fileChanges(inside: Inside, repository: string): FileChanges {
  const known = new Map<string, Promise<DiffFile[]>>();
  return async (from, to, path) => {
    const key = `${from} ${to}`;
    const files = known.get(key) ?? diffFiles(inside.git, repository, from, to);
    known.set(key, files);
    return (await files).find((file) => file.path === path || file.previousPath === path);
  };
}
