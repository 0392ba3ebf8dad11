import type { Outline, Scope } from './chunk.ts';
import { declaredName } from './chunk-declared-name.ts';
import { languageOf } from './chunk-language.ts';

/** Columns from one tab stop to the next. */
const tabWidth = 4;

/**
 * An Outline of a file that no parser reads, from its indentation: a line followed by deeper lines heads a block, and the
 * block is a scope when its header declares a name. Languages without blocks or names give an empty list of scopes.
 *
 * `path` only decides the language's name. Line numbers as in Outline.
 */
export function indentOutline(path: string, text: string): Outline {
  const scopes: Scope[] = [];
  const statementStarts: number[] = [];
  const open: Block[] = [];
  let before: Row | undefined;
  for (const row of rowsOf(text)) {
    if (isStatementStart(row, before)) statementStarts.push(row.line);
    closeBlocks(open, row, scopes);
    openBlock(open, row);
    before = row;
  }
  closeBlocks(open, undefined, scopes);
  scopes.sort((a, b) => a.startLine - b.startLine || b.endLine - a.endLine);
  return { language: languageOf(path), scopes, statementStarts };
}

/** A line that is not blank. */
interface Row {
  /** 1-based. */
  readonly line: number;
  /** In columns. */
  readonly indent: number;
  readonly text: string;
}

interface Block {
  readonly header: Row;
  headerEndLine: number;
  /** Last line known to belong to it. */
  endLine: number;
  /** The line that opened the body was seen: `{` on a line of its own, or `) {` below a broken signature. */
  hasBody: boolean;
}

function* rowsOf(text: string): Generator<Row> {
  let line = 0;
  for (const raw of text.split('\n')) {
    line++;
    const trimmed = raw.trim();
    if (trimmed !== '') yield { line, indent: widthOf(raw), text: trimmed };
  }
}

function widthOf(raw: string): number {
  let width = 0;
  for (const character of raw) {
    if (character === '\t') width += tabWidth - (width % tabWidth);
    else if (character === ' ') width++;
    else break;
  }
  return width;
}

const closer =
  /^(?:[)\]}]|(?:end|END|fi|done|esac|endif|endfunction|else|elif|elsif|elseif|catch|rescue|ensure|finally|except)(?![\w(.]))/;
const opener = /(?:[{([:=]|->|=>|\bdo|\bthen|\bis|\bas|\bof|\bwhere|\bbegin|\bBEGIN)$/;
const continuation = /^(?:[.?:&|+*/=<>,]|and\b|or\b)/;

function isStatementStart(row: Row, before: Row | undefined): boolean {
  if (closer.test(row.text) || continuation.test(row.text)) return false;
  return before === undefined || row.indent <= before.indent || opener.test(before.text);
}

/** Ends every block that `row` does not belong to; all of them when there is no row left. */
function closeBlocks(open: Block[], row: Row | undefined, scopes: Scope[]): void {
  for (let block = open.at(-1); block !== undefined; block = open.at(-1)) {
    if (row !== undefined && belongs(block, row)) break;
    open.pop();
    const outer = open.at(-1);
    if (outer !== undefined) outer.endLine = Math.max(outer.endLine, block.endLine);
    if (block.endLine > block.header.line) addScope(scopes, block);
  }
}

function belongs(block: Block, row: Row): boolean {
  if (row.indent > block.header.indent) {
    block.endLine = row.line;
    return true;
  }
  if (row.indent < block.header.indent) return false;
  if (!closer.test(row.text) && row.text !== '{') return false;
  const opensBody = opener.test(row.text);
  if (opensBody && !block.hasBody && block.headerEndLine === block.header.line)
    block.headerEndLine = row.line;
  block.endLine = row.line;
  block.hasBody = block.hasBody || opensBody;
  return opensBody;
}

function openBlock(open: Block[], row: Row): void {
  if (closer.test(row.text) || row.text === '{') return;
  const hasBody = /[{:]$/.test(row.text) || /\b(?:do|then|is|as|where)$/.test(row.text);
  open.push({ header: row, headerEndLine: row.line, endLine: row.line, hasBody });
}

function addScope(scopes: Scope[], block: Block): void {
  const declared = declaredName(block.header.text);
  if (declared === undefined || !(declared.isCertain || block.hasBody)) return;
  const { name, kind } = declared;
  const { headerEndLine, endLine } = block;
  scopes.push({ name, kind, startLine: block.header.line, endLine, headerEndLine });
}
