import type { DocLanguage } from '../declaration.ts';
import type { DocStyle } from '../style.ts';

/** What the docs of one language look like, as data. */
export interface DocTable {
  readonly language: DocLanguage;
  /** Which renderer writes them, and which parser reads their tags. */
  readonly form: 'jsdoc' | 'javadoc' | 'docstring' | 'godoc' | 'rustdoc' | 'xmldoc';
  /** What a doc is to a compiler: one block comment, a run of line comments, or the string that begins a body. */
  readonly comment: 'block' | 'lines' | 'docstring';
  /** A comment that documents what follows even across a blank line; undefined where none does. */
  readonly docMark: RegExp | undefined;
  /** Comments, with their marks, that speak to a tool about the line below them: nothing may come between. */
  readonly directives: readonly RegExp[];
  /** Comments that belong to the file or to nothing, such as a pragma or a rule of dashes: docs go below them. */
  readonly boundaries: readonly RegExp[];
  /** What no inserted comment may hold, since a tool would act on it. */
  readonly banned: RegExp;
  /** Words that begin a section when a colon follows. */
  readonly labels: readonly string[];
  /** `whole`: a list of parameters is complete or not there, as the checkers of the language want it. */
  readonly params: 'whole' | 'partial' | 'none';
  /** In which form a summary says its verb: `Return`, `Returns`, or however it comes. */
  readonly mood: 'imperative' | 'indicative' | 'any';
  /** Whether its one formatter aligns lines of code that follow each other. */
  readonly columns: boolean;
  /** Where a repository says nothing. */
  readonly style: DocStyle;
}
