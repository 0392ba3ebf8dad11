import type { LineSide } from './change.ts';

/** A piece of one FileChange that fits one model call: hunks grown to their enclosing function, or a part of one. */
export interface Chunk {
  readonly path: string;
  /** Position of the file in `Change.files`. */
  readonly fileIndex: number;
  /** Name for the reader and the prompt, such as `typescript`; `text` when unknown. */
  readonly language: string;
  /** Enclosing symbol, outermost first, joined by `.`: `Cart.addItem`. Empty at top level or when unknown. */
  readonly symbol: string;
  /**
   * Lines that stand above the chunk but not right above it: a class header, the signature of a function that had
   * to be split. Shown for orientation, never an anchor. Empty when the chunk needs none.
   */
  readonly header: readonly string[];
  /** In file order, removed lines before the added lines that replace them. */
  readonly lines: readonly ChunkLine[];
  /** Deterministic estimate of what `header` and `lines` cost in tokens: see estimate-tokens.ts. */
  readonly tokens: number;
}

export interface ChunkLine {
  readonly side: LineSide;
  readonly text: string;
  readonly baseLine: number | undefined;
  readonly headLine: number | undefined;
  /** Index into `FileChange.hunks`; undefined for a line that only the growing brought in: never an anchor. */
  readonly hunk: number | undefined;
}

/** A named stretch of a file as a parser sees it. All lines 1-based, inclusive. */
export interface Scope {
  readonly name: string;
  readonly kind: 'function' | 'class';
  /** First line, doc comment and decorators not counted. */
  readonly startLine: number;
  readonly endLine: number;
  /** Last line of the header: the signature up to and including the line that opens the body. */
  readonly headerEndLine: number;
}

/** What a parser knows about one version of a file. */
export interface Outline {
  readonly language: string;
  /** Outermost first; a nested scope follows the one that holds it. */
  readonly scopes: readonly Scope[];
  /** Lines at which a statement begins, ascending: where a scope may be split. */
  readonly statementStarts: readonly number[];
}
