import { parseDiff } from '../change/parse-diff.ts';
import type { ChangeSource } from '../review/ports.ts';

/**
 * A Change from a diff that somebody else made: a file or stdin. Its blobs cannot be trusted to be here, so the
 * context is `hunk`.
 *
 * `title`: what to call it, such as the name of the file. `read` throws what `parseDiff` throws.
 */
export function createDiffSource(options: { readonly bytes: Buffer; readonly title: string }): ChangeSource {
  return {
    title: options.title,
    read: async () => ({ files: parseDiff(options.bytes.toString('latin1')), context: 'hunk' }),
  };
}
