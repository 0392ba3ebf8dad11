import type { DiffFile } from '../git/read-diff.ts';
import { errorReply } from '../reply.ts';
import type { Reply } from '../types.ts';

/** What a diff in one piece may hold. */
const limits = { files: 300, lines: 20_000, bytes: 1024 * 1024 };

/** The refusal of a diff that is too large, with the limit it broke; undefined: it is not. */
export function tooLarge(files: readonly DiffFile[], bytes: number): Reply | undefined {
  const lines = files.reduce((sum, file) => sum + file.additions + file.deletions, 0);
  const broken =
    files.length > limits.files
      ? `files (${limits.files})`
      : lines > limits.lines
        ? `lines (${limits.lines})`
        : bytes > limits.bytes
          ? 'bytes (1 MB)'
          : undefined;
  if (broken === undefined) return undefined;
  return errorReply(406, `Sorry, the diff exceeded the maximum number of ${broken}.`, {
    errors: [{ resource: 'PullRequest', field: 'diff', code: 'too_large' }],
    page: 'pulls/pulls#list-pull-requests-files',
  });
}
