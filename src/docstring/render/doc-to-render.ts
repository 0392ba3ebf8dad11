import type { Declaration, Parameter } from '../declaration.ts';
import type { DocTable } from '../languages/doc-table.ts';
import type { DocPlace } from '../place-doc.ts';
import type { DocProse } from '../prose.ts';
import type { DocStyle } from '../style.ts';

/** What a renderer of one language gets. */
export interface DocToRender {
  readonly table: DocTable;
  readonly declaration: Declaration;
  /** Inert, without parts for what the declaration does not have. */
  readonly parts: DocParts;
  readonly style: DocStyle;
  readonly place: DocPlace;
}

/** Prose by the names of the parser, in its order. All texts are sentences of one line. */
export interface DocParts {
  readonly summary: string;
  readonly params: readonly DocParam[];
  /** Only for languages that document them. */
  readonly typeParams: readonly DocParam[];
  readonly returns: string;
  readonly throws: DocProse['throws'];
}

export interface DocParam {
  /** As a tag names it: `options.size` for what a pattern takes out. */
  readonly name: string;
  readonly text: string;
  /** Whether a caller may leave it out, or gives any number of it. */
  readonly isRest: boolean;
  readonly isOptional: boolean;
  /** Its type where its declaration shows one; undefined: unknown. */
  readonly type?: 'object' | Parameter['literal'];
}

/** Characters for text on a line behind its indentation and the marks of a comment. */
export function roomFor({ style, place }: DocToRender, marks: number): number {
  const indent = Array.from(place.indent.replaceAll('\t', '    ')).length;
  // A deep indentation leaves lines of a few words rather than none.
  return Math.max(30, style.width - indent - marks);
}
