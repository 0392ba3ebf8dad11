import { bindNames } from '../code/bound-names.ts';
import { hasChild, partOf, partsOf, type CodeNode } from '../code/code-node.ts';
import type { TextEdit } from '../code/edit-text.ts';
import { readImports } from '../code/read-imports.ts';
import { findNodes } from '../code/walk-code.ts';
import type { ImportNeed } from '../test-body.ts';
import type { CodeStyle } from './code-style.ts';
import { printImports, printName, type ImportForm } from './print-imports.ts';
import { resolveSpecifier, withoutEnding } from './specifier.ts';

/**
 * Edits by which a file gets names that it does not have yet: they join an import of the same module, else they stand
 * behind the last import. Names that the file has already are left as they are.
 *
 * @param root the file as it is
 * @param path of the file, from the root of the repository
 */
export function mergeImports(
  root: CodeNode,
  path: string,
  needs: readonly ImportNeed[],
  style: CodeStyle,
  fallback: ImportForm,
): TextEdit[] {
  const { top } = bindNames(root);
  const missing = needs.filter(({ local }) => local === '' || !top.has(local));
  const statements = partsOf(root).filter((node) => (readImports(node)?.length ?? 0) > 0);
  const form = formOf(statements) ?? fallback;
  const joined = new Map<CodeNode, ImportNeed[]>();
  const alone: ImportNeed[] = [];
  for (const need of missing) {
    const list = statements.map((node) => joinable(node, need, path)).find((one) => one !== undefined);
    if (list === undefined) alone.push(need);
    else joined.set(list, [...(joined.get(list) ?? []), need]);
  }
  const joins = [...joined].flatMap(([list, more]) => join(list, more, form));
  return [...joins, ...addLines(root, statements.at(-1), printImports(alone, form, style), style)];
}

function formOf(statements: readonly CodeNode[]): ImportForm | undefined {
  const first = statements[0];
  if (first === undefined) return undefined;
  if (statements.some((node) => partOf(node, 'source') !== undefined)) return 'esm';
  return /^import|_from_/.test(first.type) ? 'python' : 'cjs';
}

/** The list of names that a need can join: `{ a, b }` of an import of the same module. */
function joinable(statement: CodeNode, need: ImportNeed, path: string): CodeNode | undefined {
  if (need.kind !== 'named') return undefined;
  const known = readImports(statement) ?? [];
  const isSame = known.some(
    (one) =>
      one.kind === 'named' && one.isType === need.isType && isSameModule(one.source, need.source, path),
  );
  if (!isSame) return undefined;
  if (statement.type === 'import_from_statement') return hasChild(statement, '(') ? undefined : statement;
  if (hasChild(statement, 'type') !== need.isType) return undefined;
  const lists = findNodes(statement, ['named_imports', 'object_pattern']);
  return lists.length === 1 && partsOf(statement).length > 0 ? lists[0] : undefined;
}

function isSameModule(one: string, other: string, path: string): boolean {
  if (one === other) return true;
  if (!one.startsWith('.') || !other.startsWith('.')) return false;
  const [first, second] = [resolveSpecifier(path, one), resolveSpecifier(path, other)];
  return first !== undefined && second !== undefined && withoutEnding(first) === withoutEnding(second);
}

function join(list: CodeNode, needs: readonly ImportNeed[], form: ImportForm): TextEdit[] {
  const last = partsOf(list).at(-1);
  if (last === undefined) return [];
  const { source } = list;
  const names = needs.map((need) => printName(need, form));
  const lineStart = source.lastIndexOf('\n', last.start - 1) + 1;
  const isOwnLine = source.slice(lineStart, last.start).trim() === '' && lineStart > list.start;
  const gap = isOwnLine
    ? `${source[lineStart - 2] === '\r' ? '\r\n' : '\n'}${source.slice(lineStart, last.start)}`
    : ' ';
  return [{ start: last.end, end: last.end, text: names.map((name) => `,${gap}${name}`).join('') }];
}

function addLines(
  root: CodeNode,
  last: CodeNode | undefined,
  lines: readonly string[],
  { lineEnd }: CodeStyle,
): TextEdit[] {
  if (lines.length === 0) return [];
  const { source } = root;
  if (last !== undefined) {
    const end = source.indexOf('\n', last.end);
    const at = end < 0 ? source.length : end + 1;
    const text = lines.map((line) => line + lineEnd).join('');
    return [{ start: at, end: at, text: end < 0 ? lineEnd + text : text }];
  }
  const at = behindHead(root);
  return [{ start: at, end: at, text: lines.map((line) => line + lineEnd).join('') + lineEnd }];
}

/** Behind what must stay first: `#!`, comments, `'use strict'`, a docstring. */
function behindHead({ children, source }: CodeNode): number {
  let at = 0;
  for (const { type, end, start, isNamed } of children) {
    const isString = type === 'expression_statement' && /^["']/.test(source.slice(start, end).trimStart());
    if (isNamed && type !== 'comment' && type !== 'hash_bang_line' && !isString) break;
    const lineEnd = source.indexOf('\n', end);
    at = lineEnd < 0 ? at : lineEnd + 1;
  }
  return at;
}
