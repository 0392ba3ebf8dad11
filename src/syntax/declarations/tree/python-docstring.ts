import type { DocBody, Span } from '../../../docstring/declaration.ts';
import { partOf, textOf, type SyntaxNode } from './syntax-node.ts';

/** A string that is all of the first statement of a module, class or function. */
export interface Docstring {
  readonly statement: SyntaxNode;
  readonly span: Span;
}

export interface PythonBody {
  readonly statements: readonly SyntaxNode[];
  readonly block: SyntaxNode;
  /** Behind the colon. */
  readonly headEnd: number;
  readonly doc: DocBody;
  readonly isOneLine: boolean;
  /** It says nothing, or it begins with a string that is no docstring. */
  readonly isStub: boolean;
}

const withDocstrings = new Set(['module', 'class_definition', 'function_definition']);

/** Undefined: there is none in this node itself. Strings with a `b`, `f` or `t` before them are none. */
export function docstringIn(node: SyntaxNode): Docstring | undefined {
  if (!withDocstrings.has(node.type)) return undefined;
  const block = node.type === 'module' ? node : partOf(node, 'body');
  const statement = block && statementsOf(block)[0];
  if (statement?.type !== 'expression_statement') return undefined;
  const parts = statementsOf(statement);
  const [text] = parts;
  if (parts.length !== 1 || text === undefined || !isPlainText(text)) return undefined;
  return { statement, span: { start: text.start, end: text.end } };
}

/** Named nodes without comments. */
export function statementsOf(block: SyntaxNode): readonly SyntaxNode[] {
  return block.children.filter((one) => one.isNamed && !/^(?:comment|line_continuation)$/.test(one.type));
}

/** Undefined where the parser found no body. */
export function readBody(definition: SyntaxNode): PythonBody | undefined {
  const block = partOf(definition, 'body');
  const colon = definition.children.findLast((one) => one.type === ':');
  const statements = block === undefined ? [] : statementsOf(block);
  const [first] = statements;
  if (block === undefined || colon === undefined || first === undefined) return undefined;
  const { source } = definition;
  const lineEnd = source.indexOf('\n', colon.end);
  const restEnd = lineEnd === -1 ? source.length : lineEnd;
  const docstring = docstringIn(definition);
  const code = statements.filter((one) => one !== docstring?.statement);
  return {
    statements: code,
    block,
    headEnd: colon.end,
    doc: { at: Math.min(restEnd + 1, source.length), indent: indentOf(first), docstring: docstring?.span },
    // A backslash continues the line too.
    isOneLine: !/^[ \t\f]*(?:#.*)?\r?$/.test(source.slice(colon.end, restEnd)),
    isStub: docstring === undefined && (code.every(isEllipsis) || isString(first)),
  };
}

function indentOf({ source, start }: SyntaxNode): string {
  const lineStart = source.lastIndexOf('\n', start - 1) + 1;
  return /^[ \t]*/.exec(source.slice(lineStart, start))?.[0] ?? '';
}

function isEllipsis(statement: SyntaxNode): boolean {
  return /^\.\.\.$/.test(textOf(statement));
}

function isString(statement: SyntaxNode): boolean {
  const [first] = statement.type === 'expression_statement' ? statementsOf(statement) : [];
  return first !== undefined && /string$/.test(first.type);
}

function isPlainText(node: SyntaxNode): boolean {
  switch (node.type) {
    case 'string':
      return /^[ru]?["']/i.test(textOf(node));
    case 'concatenated_string':
    case 'parenthesized_expression':
      return statementsOf(node).every(isPlainText);
    default:
      return false;
  }
}
