import type { CommentSpan, Declaration, Span } from './declaration.ts';
import type { DocTable } from './languages/doc-table.ts';
import { isDoc } from './place-doc.ts';

/** A doc as somebody wrote it. */
export interface WrittenDoc {
  readonly span: Span;
  /** With all its marks. */
  readonly raw: string;
  /** Without marks and the indentation they share; no empty lines at its ends. */
  readonly lines: readonly string[];
}

/** The doc of a declaration, or undefined where it has none. */
export function readDoc(text: string, declaration: Declaration, table: DocTable): WrittenDoc | undefined {
  const span = docSpan(text, declaration, table);
  if (span === undefined) return undefined;
  const raw = text.slice(span.start, span.end).trimEnd();
  return { span, raw, lines: withoutMarks(raw, table) };
}

function docSpan(text: string, declaration: Declaration, table: DocTable): Span | undefined {
  if (table.comment === 'docstring') return declaration.body?.docstring;
  const { leading, span } = declaration;
  const last = leading.findLastIndex((comment) =>
    table.docMark === undefined ? isProse(text, comment, table) : isDoc(text, comment, table),
  );
  const end = leading[last];
  if (end === undefined) return undefined;
  if (table.docMark === undefined && !isNear(text, end, leading[last + 1]?.start ?? span.start))
    return undefined;
  if (end.form === 'block') return end;
  return { start: firstOfRun(text, leading.slice(0, last + 1)), end: end.end };
}

/** Where any comment is a doc: whatever is no directive. */
function isProse(text: string, { start, end }: CommentSpan, table: DocTable): boolean {
  const said = text.slice(start, end);
  return !table.directives.some((directive) => directive.test(said)) && !/^\/\/\s*$/.test(said);
}

/** Start of the line comments that follow each other without a blank line and end with the last of these. */
function firstOfRun(text: string, comments: readonly CommentSpan[]): number {
  let start = comments.at(-1)?.start ?? 0;
  for (const comment of comments.slice(0, -1).toReversed()) {
    if (comment.form !== 'line' || !isNear(text, comment, start)) break;
    start = comment.start;
  }
  return start;
}

function isNear(text: string, comment: CommentSpan, next: number): boolean {
  const end = comment.start + text.slice(comment.start, comment.end).trimEnd().length;
  return (text.slice(end, next).match(/\n/g)?.length ?? 0) <= 1;
}

/** The lines of a doc as it stands in a file. */
export function withoutMarks(raw: string, table: DocTable): string[] {
  const lines = raw.split(/\r\n|[\r\n]/);
  if (table.comment === 'docstring') return trimEnds(dedent(unquote(raw).split(/\r\n|[\r\n]/)));
  if (!raw.startsWith('/*')) return trimEnds(lines.map((line) => line.replace(/^\s*\/{2,3}!? ?/, '')));
  const inner = raw
    .replace(/^\/\*+/, '')
    .replace(/\*+\/$/, '')
    .split(/\r\n|[\r\n]/);
  return trimEnds(inner.map((line) => line.replace(/^\s*\* ?|^ /, '').trimEnd()));
}

function unquote(raw: string): string {
  return raw.replace(/^[a-zA-Z]{0,2}("""|'''|"|')/, '').replace(/("""|'''|"|')$/, '');
}

/** The first line of a docstring stands behind its quotes and has no indentation of its own. */
function dedent([first = '', ...rest]: readonly string[]): string[] {
  const indents = rest.filter((line) => line.trim() !== '').map((line) => /^\s*/.exec(line)?.[0].length ?? 0);
  const shared = Math.min(...indents, 1000);
  return [first.trim(), ...rest.map((line) => line.slice(shared).trimEnd())];
}

function trimEnds(lines: readonly string[]): string[] {
  const first = lines.findIndex((line) => line.trim() !== '');
  const last = lines.findLastIndex((line) => line.trim() !== '');
  return first < 0 ? [] : lines.slice(first, last + 1);
}
