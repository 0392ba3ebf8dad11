/** The two trees a Change lies between. */
export type Side = 'base' | 'head';

/**
 * What differs between a base and a head tree.
 *
 * `context` is `hunk` when the blobs behind the diff cannot be read (a bare diff file): Chunks then cannot grow
 * beyond their hunk, and the Ledger says so.
 */
export interface Change {
  readonly files: readonly FileChange[];
  readonly context: 'blobs' | 'hunk';
}

export type FileStatus = 'added' | 'deleted' | 'modified' | 'renamed' | 'copied';

export interface FileChange {
  /** Path in the head tree; of a deleted file, its path in the base tree. Slash-separated, relative to the root. */
  readonly path: string;
  /** `path` is no UTF-8: each of its characters is one byte, and nothing that takes text can name it. Undefined for nearly all. */
  readonly isByteName?: true;
  /** Path in the base tree: differs from `path` for renames and copies, undefined for added files. */
  readonly basePath: string | undefined;
  readonly status: FileStatus;
  /** Octal modes as git prints them, such as `100644`; undefined where the diff does not say. */
  readonly baseMode: string | undefined;
  readonly headMode: string | undefined;
  /** Object ids from the `index` line, possibly abbreviated; undefined where the diff does not say. */
  readonly baseBlob: string | undefined;
  readonly headBlob: string | undefined;
  /** Git says that the contents differ but shows no lines. */
  readonly binary: boolean;
  /** There are lines, but nobody could show them here: no hunks. Undefined for nearly all files. */
  readonly unread?: Unread;
  /** A gitlink (mode 160000): its hunk holds commit ids, not code. */
  readonly submodule: boolean;
  /** `latin1` when some line of this file is no valid UTF-8: then each character of `Line.text` is one byte. */
  readonly encoding: 'utf8' | 'latin1';
  /** Empty for pure renames, mode changes, binary and empty files. In ascending order on both sides. */
  readonly hunks: readonly Hunk[];
}

/** Why the lines of a FileChange are not known. */
export interface Unread {
  /** For people: `its content could not be read`. */
  readonly reason: string;
  /** Size of the head file, where it was left unread for its size; else undefined. */
  readonly bytes?: number;
}

/**
 * One `@@ -baseStart,baseCount +headStart,headCount @@ section` and its lines.
 *
 * Starts are 1-based; with a count of 0 the start is the line before the hunk (0 at the top), as in git.
 */
export interface Hunk {
  readonly baseStart: number;
  readonly baseCount: number;
  readonly headStart: number;
  readonly headCount: number;
  /** What git prints behind the second `@@`: usually the enclosing declaration. May be empty. */
  readonly section: string;
  readonly lines: readonly Line[];
}

/** `base`: removed, `head`: added, `both`: context. */
export type LineSide = Side | 'both';

export interface Line {
  readonly side: LineSide;
  /** Without the line feed; a carriage return before it belongs to the text. */
  readonly text: string;
  /** 1-based line number in the base file; undefined for added lines. */
  readonly baseLine: number | undefined;
  /** 1-based line number in the head file; undefined for removed lines. */
  readonly headLine: number | undefined;
  /** False only for the last line of a file that does not end in a line feed. */
  readonly newline: boolean;
}
