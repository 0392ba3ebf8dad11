import { breaksColumns } from './breaks-columns.ts';
import type { CommentSpan, Declaration, DocFile } from './declaration.ts';
import type { DocTable } from './languages/doc-table.ts';

/** Where the doc of a Declaration would stand. */
export interface DocPlace {
  /** Offset of the start of a line, in UTF-16 units: the doc goes before what stands there. */
  readonly at: number;
  /** Spaces and tabs before each line of it. */
  readonly indent: string;
  /** How the lines around it end; undefined in a file of a single line. */
  readonly eol: '\n' | '\r\n' | undefined;
  /** Whether a comment for a tool follows, which has to be the last of its run. */
  readonly aboveDirective: boolean;
  /** Whether a blank line follows. */
  readonly aboveBlank: boolean;
}

/**
 * `documented`: a comment or docstring is there. `shared-line`: other code stands before it on its line. `one-line`: its
 * body has no line of its own. `stub`: it must stay without one. `no-body`: docs stand in bodies, and it has none.
 * `columns`: a formatter has aligned it with the line above.
 */
export type NoPlace = 'documented' | 'shared-line' | 'one-line' | 'stub' | 'no-body' | 'columns';

export type Placing =
  | { readonly place: DocPlace; readonly reason?: never }
  | { readonly place?: never; readonly reason: NoPlace };

/**
 * Where the doc goes: above the declaration with all that is attached to it, and above the directives that touch it; in
 * Python at the start of the body. Nothing is placed where a comment that might be its doc touches the declaration.
 *
 * @param text the whole file that `declaration` and `comments` were read from
 */
export function placeDoc(
  text: string,
  declaration: Declaration,
  comments: DocFile['comments'],
  table: DocTable,
): Placing {
  const { traits, span, body } = declaration;
  if (body?.docstring !== undefined) return { reason: 'documented' };
  const above = lookAbove(text, declaration, table);
  if (above.isDocumented || hasInnerDoc(text, declaration, comments, table)) return { reason: 'documented' };
  if (traits.includes('stub')) return { reason: 'stub' };
  if (table.comment === 'docstring') {
    if (body === undefined) return { reason: 'no-body' };
    if (traits.includes('one-line') || !isLineStart(text, body.at)) return { reason: 'one-line' };
    const { at, indent } = body;
    return {
      place: { at, indent, eol: eolAt(text, at), aboveDirective: false, aboveBlank: isBlankAt(text, at) },
    };
  }
  if (traits.includes('shared-line')) return { reason: 'shared-line' };
  const at = lineStartOf(text, above.start);
  const indent = text.slice(at, above.start);
  if (!/^[ \t]*$/.test(indent)) return { reason: 'shared-line' };
  if (table.columns && breaksColumns(text, at)) return { reason: 'columns' };
  const aboveDirective = above.start < span.start;
  return { place: { at, indent, eol: eolAt(text, at), aboveDirective, aboveBlank: false } };
}

interface Above {
  readonly isDocumented: boolean;
  /** Of the first directive that touches the declaration, else of the declaration. */
  readonly start: number;
}

function lookAbove(text: string, { span, leading }: Declaration, table: DocTable): Above {
  let start = span.start;
  for (const comment of leading.toReversed()) {
    const said = text.slice(comment.start, comment.end);
    if (!touches(text, comment, start) || isBoundary(said, table)) break;
    if (!table.directives.some((directive) => directive.test(said))) return { isDocumented: true, start };
    start = comment.start;
  }
  return { isDocumented: leading.some((comment) => isDoc(text, comment, table)), start };
}

/** True where no blank line stands between the comment and what starts at `start`. */
function touches(text: string, comment: CommentSpan, start: number): boolean {
  // Some grammars count the end of its line to a comment.
  const end = comment.start + text.slice(comment.start, comment.end).trimEnd().length;
  return (text.slice(end, start).match(/\r\n|[\r\n]/g)?.length ?? 0) <= 1;
}

function isBoundary(comment: string, table: DocTable): boolean {
  return table.boundaries.some((boundary) => boundary.test(comment.trim()));
}

/** A comment that documents what follows by its mark alone. */
export function isDoc(text: string, { start, end }: CommentSpan, table: DocTable): boolean {
  const said = text.slice(start, end);
  if (table.docMark?.test(said) !== true) return false;
  return !isBoundary(said, table) && !table.directives.some((directive) => directive.test(said));
}

/** A doc that stands below the decorators or behind `export`: no tool may see it there, but a second one is no help. */
function hasInnerDoc(
  text: string,
  { signature }: Declaration,
  comments: DocFile['comments'],
  table: DocTable,
): boolean {
  return comments.some(
    (comment) =>
      comment.start >= signature.start &&
      comment.end <= signature.end &&
      isDoc(text, comment, table) &&
      isOutsideBrackets(text.slice(signature.start, comment.start)),
  );
}

/** Docs of single parameters stand between brackets. */
function isOutsideBrackets(code: string): boolean {
  const opened = code.match(/[([{<]/g)?.length ?? 0;
  const closed = code.match(/[)\]}]|(?<![=-])>/g)?.length ?? 0;
  return opened <= closed;
}

/** Offset of the start of the line that holds `offset`: behind a byte order mark. */
export function lineStartOf(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && !isLineStart(text, start)) start--;
  return start;
}

/** True at the start of the text, behind its byte order mark, and behind an end of line. */
export function isLineStart(text: string, offset: number): boolean {
  if (offset < 0 || offset > text.length) return false;
  if (offset === 0) return !text.startsWith('\ufeff');
  if (offset === 1 && text.startsWith('\ufeff')) return true;
  const before = text[offset - 1];
  return before === '\n' || (before === '\r' && text[offset] !== '\n');
}

function isBlankAt(text: string, lineStart: number): boolean {
  return /^[ \t]*(?:\r?\n|$)/.test(text.slice(lineStart, lineStart + 1000));
}

/** How the line that holds `offset` ends, or the one before it: files of mixed line ends stay as they are around it. */
function eolAt(text: string, offset: number): DocPlace['eol'] {
  const next = text.indexOf('\n', offset);
  const feed = next >= 0 ? next : text.lastIndexOf('\n', offset - 1);
  if (feed < 0) return undefined;
  return text[feed - 1] === '\r' ? '\r\n' : '\n';
}
