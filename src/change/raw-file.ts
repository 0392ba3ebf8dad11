import type { FileStatus } from './change.ts';

/** What the headers and hunks of one file say, before names are settled and texts decoded. One character is one byte. */
export interface RawFile {
  /** 1-based line of the input at which the file begins. */
  readonly line: number;
  /** `git`: began with `diff --git`. `plain`: began with `---`, as `diff -u` prints it. */
  readonly kind: 'git' | 'plain';
  /** What stands behind `diff --git `; empty for a plain diff. */
  readonly command: string;
  status: FileStatus;
  /** From `rename from`, `copy from`, or a line about a submodule: exact, no prefix. */
  exactBase: string | undefined;
  exactHead: string | undefined;
  /** From `---` and `+++`, unquoted, prefix included; undefined for `/dev/null` and where there is no such line. */
  baseName: string | undefined;
  headName: string | undefined;
  baseMode: string | undefined;
  headMode: string | undefined;
  baseBlob: string | undefined;
  headBlob: string | undefined;
  binary: boolean;
  submodule: boolean;
  readonly hunks: RawHunk[];
}

export interface RawHunk {
  /** 1-based line of the input that holds the `@@`. */
  readonly line: number;
  readonly baseStart: number;
  readonly baseCount: number;
  readonly headStart: number;
  readonly headCount: number;
  readonly section: string;
  /** The lines between two hunk headers, each with its line feed; empty context lines have got their space back. */
  body: string;
}

export function newRawFile(kind: RawFile['kind'], line: number, command: string): RawFile {
  return {
    line,
    kind,
    command,
    status: 'modified',
    exactBase: undefined,
    exactHead: undefined,
    baseName: undefined,
    headName: undefined,
    baseMode: undefined,
    headMode: undefined,
    baseBlob: undefined,
    headBlob: undefined,
    binary: false,
    submodule: false,
    hunks: [],
  };
}
