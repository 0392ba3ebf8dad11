/** How a repository writes its docs. Learned from its files; defaults where they say nothing. */
export interface DocStyle {
  /** Longest line, indentation included, in characters. */
  readonly width: number;
  /** `\r\n` or `\n`. */
  readonly eol: string;
  /** `one-line`: `/** ... *\/` where it fits; `block`: always on lines of its own. */
  readonly shape: 'one-line' | 'block';
  /** Sections of a Python docstring. */
  readonly sections: 'google' | 'numpy' | 'rest';
  /** Whether `@param name - text` has its hyphen. */
  readonly hyphen: boolean;
  /** Whether a blank line parts the tags from what stands above them. */
  readonly gap: boolean;
  /**
   * Types in braces, only ever in plain JavaScript. `neutral`: where a repository writes them, such that a compiler learns
   * nothing new from them; `every`: its linter wants one in each tag, and no compiler reads them.
   */
  readonly types: 'none' | 'neutral' | 'every';
  /** Whether `@yields` has a type in braces, whatever the other tags have: no compiler reads it. */
  readonly yieldTypes: boolean;
  /** Parts that a linter misses in a doc without them: such a doc is not written then. */
  readonly required: readonly ('params' | 'returns')[];
  /** Whether a summary ends with a full stop. */
  readonly fullStop: boolean;
}
