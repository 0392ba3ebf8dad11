import type { Node, QueryMatch } from 'web-tree-sitter';
import type { Outline, Scope } from '../change/chunk.ts';
import type { LanguageSpec } from './languages.ts';

/** Longest scope name kept, in characters: a computed key may be a whole expression. */
const maxNameLength = 80;

/** Turns the matches of `spec.query` over a tree of `text` into an Outline of the language called `language`. */
export function readOutline(
  language: string,
  spec: LanguageSpec,
  text: string,
  matches: readonly QueryMatch[],
): Outline {
  const found = new Map<string, FoundScope>();
  const statements = new Set<number>();
  for (const { captures } of matches) {
    const first = captures[0];
    if (first === undefined) continue;
    if (first.name === 'statement') addStatement(statements, first.node, spec, text);
    else addScope(found, captures, spec, text);
  }
  const scopes = [...found.values()].sort((a, b) => a.from - b.from || b.to - a.to).map((one) => one.scope);
  return { language, scopes, statementStarts: [...statements].sort((a, b) => a - b) };
}

interface FoundScope {
  /** Offsets into the text. */
  readonly from: number;
  readonly to: number;
  readonly scope: Scope;
}

function addStatement(starts: Set<number>, node: Node, spec: LanguageSpec, text: string): void {
  if (spec.leads.some((lead) => text.startsWith(lead, node.startIndex))) return;
  // Asking for a type is slow enough to do it only where a decorator may stand beside its declaration.
  const mark = text[node.startIndex];
  if ((mark === '@' || mark === '#') && spec.decorators.includes(node.type)) return;
  starts.add(node.startPosition.row + 1);
}

function addScope(
  found: Map<string, FoundScope>,
  captures: QueryMatch['captures'],
  spec: LanguageSpec,
  text: string,
): void {
  const of = (name: string): Node | undefined => captures.find((capture) => capture.name === name)?.node;
  const node = of('function') ?? of('class');
  if (node === undefined) return;
  const { startIndex: from, endIndex: to } = node;
  const key = `${String(from)}:${String(to)}`;
  if (found.has(key)) return;
  const name = of('name');
  const startLine = firstLineOf(node, spec);
  const endLine = lastLineOf(node, text);
  const headerEndLine = Math.min(endLine, Math.max(startLine, headerEndOf(node, name, of('body'), text)));
  const kind = of('class') === undefined ? 'function' : 'class';
  const owner = of('owner');
  const names = [owner, name].filter((one) => one !== undefined).map((one) => nameOf(one, text));
  found.set(key, {
    from,
    to,
    scope: { name: names.join('.') || 'default', kind, startLine, endLine, headerEndLine },
  });
}

/** Skips decorators, annotations and attributes that the grammar puts inside the node. */
function firstLineOf(node: Node, spec: LanguageSpec): number {
  let child = node.firstChild;
  while (child !== null) {
    if (child.type === 'modifiers') {
      const plain = child.children.find((one) => !spec.decorators.includes(one.type));
      if (plain !== undefined) return plain.startPosition.row + 1;
    } else if (!spec.decorators.includes(child.type)) return child.startPosition.row + 1;
    child = child.nextSibling;
  }
  return node.startPosition.row + 1;
}

/** Some grammars end a node behind the line feed that follows it. */
function lastLineOf(node: Node, text: string): number {
  const { row, column } = node.endPosition;
  return column === 0 && text[node.endIndex - 1] === '\n'
    ? Math.max(node.startPosition.row + 1, row)
    : row + 1;
}

function headerEndOf(node: Node, name: Node | undefined, body: Node | undefined, text: string): number {
  if (body === undefined) {
    const last = node.childForFieldName('parameters') ?? node.childForFieldName('superclass') ?? name;
    return (last ?? node).endPosition.row + 1;
  }
  if (text[body.startIndex] === '{') return body.startPosition.row + 1;
  return (body.previousSibling?.endPosition ?? body.startPosition).row + 1;
}

function nameOf(node: Node, text: string): string {
  const raw = text.slice(node.startIndex, Math.min(node.endIndex, node.startIndex + 4 * maxNameLength));
  return raw
    .replace(/<[^<>]*>(?=::)/g, '')
    .replace(/::/g, '.')
    .replace(/^(?:module\.exports|exports|this)\./, '')
    .replace(/^(['"`])(.*)\1$/s, '$2')
    .replace(/\s+/g, ' ')
    .slice(0, maxNameLength);
}
