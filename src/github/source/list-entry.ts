import * as z from 'zod';
import type { FileChange, FileStatus, Unread } from '../../change/change.ts';
import { parseDiff } from '../../change/parse-diff.ts';
import { isGalleyError } from '../../errors.ts';

/** One file of the list of a pull request's files. */
export const listEntrySchema = z.object({
  filename: z.string().min(1),
  previous_filename: z.string().min(1).optional(),
  status: z.enum(['added', 'removed', 'modified', 'renamed', 'copied', 'changed', 'unchanged']),
  changes: z.int().min(0),
  /** Hunks, without a header and without the last line feed. Absent for large and for binary files. */
  patch: z.string().optional(),
  /** Blob at the head; of a removed file at the base. */
  sha: z.string().nullish(),
});
export type ListEntry = z.infer<typeof listEntrySchema>;

const statuses: Readonly<Record<ListEntry['status'], FileStatus>> = {
  added: 'added',
  removed: 'deleted',
  modified: 'modified',
  changed: 'modified',
  unchanged: 'modified',
  renamed: 'renamed',
  copied: 'copied',
};

const emptyBlob = 'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391';

/** Why the lines of such files are not known. */
export const notShown: Unread = { reason: 'GitHub does not show its lines' };
const notReadable: Unread = { reason: 'GitHub shows its lines in a form that cannot be read' };

/**
 * A file of the list, with its lines where GitHub shows them. Modes are not told. A file without lines is a pure rename,
 * an empty file, or one that nobody could read here.
 */
export function fileOfEntry(entry: ListEntry): FileChange {
  const status = statuses[entry.status];
  const { filename: path, previous_filename: previous = path, sha } = entry;
  const blob = typeof sha === 'string' && /^[0-9a-f]{40}$/.test(sha) ? sha : undefined;
  const lines = linesOf(entry);
  return {
    path,
    basePath: status === 'added' ? undefined : previous,
    status,
    baseMode: undefined,
    headMode: undefined,
    baseBlob: status === 'deleted' ? blob : undefined,
    headBlob: status === 'deleted' ? undefined : blob,
    binary: false,
    submodule: isSubmodule(lines.hunks),
    ...lines,
  };
}

function linesOf(entry: ListEntry): Pick<FileChange, 'hunks' | 'encoding' | 'unread'> {
  const none = { hunks: [], encoding: 'utf8' } as const;
  if (entry.patch === undefined || entry.patch === '') {
    const isEmpty = entry.changes === 0 && (entry.status === 'renamed' || entry.sha === emptyBlob);
    return isEmpty ? none : { ...none, unread: notShown };
  }
  try {
    // Names stand beside the patch: those of the header are never looked at.
    const bytes = Buffer.from(`--- a/file\n+++ b/file\n${entry.patch}\n`).toString('latin1');
    const [file, ...others] = parseDiff(bytes);
    if (file === undefined || others.length > 0) return { ...none, unread: notReadable };
    return { hunks: file.hunks, encoding: file.encoding };
  } catch (error) {
    if (!isGalleyError(error)) throw error;
    return { ...none, unread: notReadable };
  }
}

/** The list tells no modes: a gitlink is known by the only line that it can have. */
function isSubmodule(hunks: FileChange['hunks']): boolean {
  const lines = hunks.flatMap((hunk) => hunk.lines);
  return (
    lines.length > 0 &&
    lines.length <= 2 &&
    lines.every(({ text }) => /^Subproject commit [0-9a-f]{40}$/.test(text))
  );
}
