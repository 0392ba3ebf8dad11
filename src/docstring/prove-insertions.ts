import type { CommentSpan, DocFile, Span } from './declaration.ts';
import type { Insertion } from './insertion.ts';
import type { DocTable } from './languages/doc-table.ts';
import { isLineStart } from './place-doc.ts';

/** A text and what a parser made of it. */
export interface ReadText {
  readonly text: string;
  readonly file: DocFile;
}

/**
 * Why it is not proved that these insertions added comments and nothing else, in words that complete "not written: ...";
 * empty when it is proved:
 *
 * - the new text without the inserted ranges is the old text
 * - each range is one doc as the language writes it, stands where it was meant to, and holds nothing a tool acts on
 * - every other comment is still there, and no other is new
 * - all that is no comment is the same to the parser, which makes sense of as much as before
 */
export function proveInsertions(
  before: ReadText,
  after: ReadText,
  insertions: readonly Insertion[],
  table: DocTable,
): string {
  const ranges = insertedRanges(insertions);
  if (cutOut(after.text, ranges) !== before.text) return 'more than insertions has changed';
  for (const [index, insertion] of insertions.entries()) {
    const range = ranges[index];
    const problem =
      range === undefined ? 'it has no place' : problemOf(insertion, range, before, after, table);
    if (problem !== '') return problem;
  }
  if (!areOthersKept(before.file.comments, after.file.comments, ranges, insertions)) {
    return 'another comment is not the same';
  }
  if (!areOthersKept(before.file.docstrings, after.file.docstrings, ranges, insertions)) {
    return 'another docstring is not the same';
  }
  if (after.file.errors > before.file.errors) return 'the parser makes less sense of the file';
  return after.file.shape === before.file.shape ? '' : 'the code around it is not the same';
}

/** Where the insertions are in the new text. */
function insertedRanges(insertions: readonly Insertion[]): Span[] {
  let grown = 0;
  return insertions.map(({ at, text }) => {
    const start = at + grown;
    grown += text.length;
    return { start, end: start + text.length };
  });
}

/** Undefined when the ranges are not in order inside of the text. */
function cutOut(text: string, ranges: readonly Span[]): string | undefined {
  let at = 0;
  const parts: string[] = [];
  for (const { start, end } of ranges) {
    if (start < at || end <= start || end > text.length) return undefined;
    parts.push(text.slice(at, start));
    at = end;
  }
  return parts.join('') + text.slice(at);
}

/**
 * Characters that end a line for some parser and not for another, stop one (Go at a byte order mark, Python at NUL), turn
 * the order of others around, or cannot be written as UTF-8.
 */
const active = /(?![\t\n]|\r\n)[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\ufeff]/u;

function problemOf(
  { at, text, symbol }: Insertion,
  range: Span,
  before: ReadText,
  after: ReadText,
  table: DocTable,
): string {
  if (!isLineStart(before.text, at)) return 'it is not at the start of a line';
  if (!text.endsWith('\n')) return 'it does not end a line';
  const said = after.text.slice(range.start, range.end);
  // The text itself, not only the range: an insertion may be equal to what stands beside it.
  if (said !== text) return 'it is not what was meant to be written';
  if (active.test(said)) return 'it holds a character that acts';
  if (table.banned.test(said)) return 'it holds what a tool would act on';
  const trimmed = trim(after.text, range);
  const inside = (spans: readonly Span[]): Span[] =>
    spans
      .filter(({ start, end }) => start < range.end && end > range.start)
      .map((span) => trim(after.text, span));
  const comments = inside(after.file.comments);
  const docstrings = inside(after.file.docstrings);
  if (!isOneDoc(trimmed, comments, docstrings, after, table)) return 'it is not one comment';
  return isAttached(symbol, trimmed, after) ? '' : 'it does not belong to what it documents';
}

function isOneDoc(
  range: Span,
  comments: readonly Span[],
  docstrings: readonly Span[],
  { text, file }: ReadText,
  table: DocTable,
): boolean {
  if (table.comment === 'docstring') {
    const isOne = comments.length === 0 && docstrings.length === 1 && isSame(docstrings[0], range);
    return isOne && oneString.test(text.slice(range.start, range.end));
  }
  const form = table.comment === 'block' ? 'block' : 'line';
  const isOther = file.comments.some(
    (comment) => comment.start < range.end && comment.end > range.start && comment.form !== form,
  );
  if (docstrings.length > 0 || isOther) return false;
  return form === 'block'
    ? comments.length === 1 && isSame(comments[0], range)
    : isRun(comments, range, text);
}

/** Strings that follow each other are one to Python, and none that people read as one. */
const oneString = /^[rR]?(?:"""(?:(?!""")[^])*"""|'''(?:(?!''')[^])*''')$/;

/** Line comments with the same mark, each on a line of its own, that fill the range. */
function isRun(comments: readonly Span[], range: Span, text: string): boolean {
  if (comments[0]?.start !== range.start || comments.at(-1)?.end !== range.end) return false;
  const marks = comments.map(({ start, end }) => /^\/{2,}!?/.exec(text.slice(start, end))?.[0]);
  if (new Set(marks).size > 1) return false;
  return comments.every((comment, index) => {
    const next = comments[index + 1];
    return next === undefined || /^[ \t]*\r?\n[ \t]*$/.test(text.slice(comment.end, next.start));
  });
}

/** The parser finds it where the docs of that symbol stand. */
function isAttached(symbol: string, range: Span, { text, file }: ReadText): boolean {
  const holds = (span: Span | undefined): boolean =>
    span !== undefined && trim(text, span).start === range.start;
  return file.declarations.some(
    (declaration) =>
      declaration.symbol === symbol &&
      (holds(declaration.body?.docstring) || declaration.leading.some((comment) => holds(comment))),
  );
}

/** All that lies outside of the ranges is, moved back, what was there before. */
function areOthersKept(
  before: readonly (Span | CommentSpan)[],
  after: readonly (Span | CommentSpan)[],
  ranges: readonly Span[],
  insertions: readonly Insertion[],
): boolean {
  const others = after
    .filter(({ start, end }) => !ranges.some((range) => start < range.end && end > range.start))
    .map(({ start, end }) => {
      const index = ranges.findLastIndex((range) => range.end <= start);
      const grown = insertions.slice(0, index + 1).reduce((sum, { text }) => sum + text.length, 0);
      return { start: start - grown, end: end - grown };
    });
  return others.length === before.length && others.every((span, index) => isSame(span, before[index]));
}

function isSame(one: Span | undefined, other: Span | undefined): boolean {
  return one !== undefined && one.start === other?.start && one.end === other.end;
}

/** Without white space at its ends: some grammars count the end of its line to a comment. */
function trim(text: string, { start, end }: Span): Span {
  const said = text.slice(start, end);
  return { start: start + said.length - said.trimStart().length, end: start + said.trimEnd().length };
}
