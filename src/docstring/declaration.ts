import type { LineRange } from '../change/outline-lines.ts';

/** Languages whose declarations can be documented, as `languageOf` of src/change names them. */
export const docLanguages = [
  'typescript',
  'tsx',
  'javascript',
  'python',
  'go',
  'java',
  'rust',
  'csharp',
] as const;
export type DocLanguage = (typeof docLanguages)[number];

export type DeclarationKind =
  | 'function'
  | 'method'
  | 'getter'
  | 'property'
  | 'constructor'
  | 'class'
  | 'interface'
  | 'type'
  | 'enum'
  | 'constant';

/** Offsets into a text, in UTF-16 units: `end` is the first one behind it. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What can carry a doc comment, as a parser found it. What is to be done about it is decided elsewhere. */
export interface Declaration {
  readonly kind: DeclarationKind;
  /** Without its owners; `default` for a nameless default export. */
  readonly name: string;
  /** With the names of its owners, joined by dots: `Store.load`. Not unique where a language overloads. */
  readonly symbol: string;
  /** All of it, from its first decorator, attribute, modifier or `export` to its end. Comments above are outside. */
  readonly span: Span;
  /** From the same start to where its body begins; all of it where there is no body. */
  readonly signature: Span;
  /** 1-based, inclusive lines of `span`. */
  readonly lines: LineRange;
  /** Whether code outside of its file or package can use it: exported, public, without a leading underscore. */
  readonly isPublic: boolean;
  /** Empty for what takes none, and for kinds that cannot. Receivers, `self` and `cls` are none. */
  readonly parameters: readonly Parameter[];
  readonly typeParameters: readonly string[];
  /** Whether a caller gets something: by its type where it has one, else by its own return statements. */
  readonly returns: 'value' | 'nothing' | 'unknown';
  /** A generator: its caller gets several values. */
  readonly yields: boolean;
  /** The type of those values as the code writes it; undefined: unknown. Only of JavaScript and TypeScript. */
  readonly yieldType?: string | undefined;
  /** Types of what it throws, raises or panics with itself, once each; `''` for a value without a known type. */
  readonly throws: readonly string[];
  /**
   * Comments between what stands before and `span`, in order; those at the end of the line before are not among them. In Rust
   * also those among its attributes, and `#[doc]` itself.
   */
  readonly leading: readonly CommentSpan[];
  /** Where its docstring stands or would stand; undefined where docs stand above. */
  readonly body: DocBody | undefined;
  /** Why one would not document it, as far as syntax tells. */
  readonly traits: readonly DeclarationTrait[];
}

/**
 * `overrides`: it inherits its docs (`override`, `@Override`, a method of `impl Trait for`, a getter whose setter has one, a
 * constant of Go in a group that has a doc). `trivial`: a getter that only returns a field. `runtime-doc`: its docstring is read at run time (a command, a
 * route, a tool). `stub`: an overload or a body that must stay without a docstring. `one-line`: its body stands on the line
 * of its head. `shared-line`: other code stands before it on its first line.
 */
export type DeclarationTrait = 'overrides' | 'trivial' | 'runtime-doc' | 'stub' | 'one-line' | 'shared-line';

export interface Parameter {
  /** Empty for a pattern: `{ a, b }`. */
  readonly name: string;
  /** Names that a pattern takes out, as a caller writes them; empty for a plain name. */
  readonly properties: readonly string[];
  readonly isOptional: boolean;
  readonly isRest: boolean;
  /** What its default value is, where that is written out; undefined: unknown. Only of JavaScript and TypeScript. */
  readonly literal?: 'string' | 'number' | 'boolean' | undefined;
}

export interface CommentSpan extends Span {
  /** `//` and `#`, or one that ends with its own mark. */
  readonly form: 'line' | 'block';
}

/** Of a language whose docs are the first statement of a body. */
export interface DocBody {
  /** Start of the line on which the docstring would stand. */
  readonly at: number;
  /** Spaces and tabs before the body's first statement. */
  readonly indent: string;
  /** The docstring that is there; undefined: none. */
  readonly docstring: Span | undefined;
}

/** A file as far as docs are concerned. */
export interface DocFile {
  /** In the order of their starts, outer before inner. */
  readonly declarations: readonly Declaration[];
  /** All comments, in order. */
  readonly comments: readonly CommentSpan[];
  /** All docstrings of a language that has them, in order. */
  readonly docstrings: readonly Span[];
  /** Of everything but comments, docstrings and positions: equal for two texts that mean the same to a compiler. */
  readonly shape: string;
  /** Places that the parser could not make sense of. */
  readonly errors: number;
}
