import type { Log } from '../../log.ts';

export interface CoverageFilesOptions {
  /** The repository's folder, absolute. */
  readonly root: string;
  /** Reports or folders of them, absolute or from the working directory. Empty: those that tools leave in known places. */
  readonly files: readonly string[];
  /** The text of a file of the head tree, by its path from the root; undefined where there is none. */
  readonly readHead: (path: string) => Promise<string | undefined>;
  /** When that text was written, in milliseconds since 1970; undefined where it is not known, as in a commit. */
  readonly modifiedAt?: (path: string) => Promise<number | undefined>;
  /** All files of the head tree, from the root: tells files of one name apart. */
  readonly tree?: readonly string[];
  /** The commit of the head tree, in full; undefined where it is none. Packed coverage must be of this commit. */
  readonly headCommit?: string;
  readonly log: Log;
}
