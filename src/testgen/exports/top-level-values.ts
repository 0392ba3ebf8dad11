import { partOf, partsOf, textOf, type CodeNode } from '../code/code-node.ts';

/**
 * Functions, classes and values at the top of a module, by name; also those within the function that a module for several loaders
 * is wrapped in. The last of several of one name counts.
 */
export type TopLevelValues = ReadonlyMap<string, CodeNode>;

const declarations = new Set([
  'function_declaration',
  'generator_function_declaration',
  'class_declaration',
  'abstract_class_declaration',
  'function_definition',
  'class_definition',
]);

/** @param root a module, or one declaration by itself */
export function topLevelValues(root: CodeNode): TopLevelValues {
  const isModule = root.type === 'program' || root.type === 'module';
  const statements = isModule ? partsOf(root) : [root];
  const wrapped = root.type === 'program' ? statements.flatMap(wrappedStatements) : [];
  return new Map([...wrapped, ...statements].flatMap(valuesOf));
}

/** What a value is in the end. */
export interface ValueBehind {
  /** The last of its names; empty: it has none. */
  readonly name: string;
  /** Undefined for a name that comes from elsewhere. */
  readonly node: CodeNode | undefined;
}

/** Most names that stand for each other: `var _default = Cart; exports.default = _default`. */
const longestChain = 4;

/** What a name stands for; of anything else, itself. A `Proxy` stands for what it is around. */
export function valueBehind(value: CodeNode, values: TopLevelValues): ValueBehind {
  let name = '';
  let node: CodeNode | undefined = value;
  for (let step = 0; step < longestChain && node !== undefined; step++) {
    if (!isName(node)) {
      const inner = withinProxy(node);
      if (inner === undefined) break;
      node = inner;
    } else {
      const behind = values.get(textOf(node));
      if (behind === undefined && name !== '') break;
      name = textOf(node);
      node = behind;
    }
  }
  return { name, node };
}

function isName({ type }: CodeNode): boolean {
  return type === 'identifier' || type === 'shorthand_property_identifier';
}

function withinProxy(node: CodeNode): CodeNode | undefined {
  const constructor = partOf(node, 'constructor');
  const list = partOf(node, 'arguments');
  const isProxy = node.type === 'new_expression' && constructor && textOf(constructor) === 'Proxy';
  return isProxy && list ? partsOf(list)[0] : undefined;
}

/** Of functions that are called where they stand, or given to one that is: `(function (root) { ... })(this)`. */
function wrappedStatements(statement: CodeNode): CodeNode[] {
  if (statement.type !== 'expression_statement') return [];
  const call = partsOf(statement).map(unwrapped)[0];
  if (call?.type !== 'call_expression') return [];
  const callee = partOf(call, 'function');
  const list = partOf(call, 'arguments');
  const functions = [...(callee ? [callee] : []), ...(list ? partsOf(list) : [])].map(unwrapped);
  if (!functions.slice(0, 1).some(isFunction)) return [];
  return functions.filter(isFunction).flatMap((one) => {
    const body = partOf(one, 'body');
    return body?.type === 'statement_block' ? partsOf(body) : [];
  });
}

/** Without parentheses, and the sign that makes a function an expression. */
function unwrapped(node: CodeNode): CodeNode {
  const isAround = node.type === 'parenthesized_expression' || node.type === 'unary_expression';
  const inner = isAround ? partsOf(node).at(-1) : undefined;
  return inner === undefined ? node : unwrapped(inner);
}

function isFunction({ type }: CodeNode): boolean {
  return type === 'function_expression' || type === 'arrow_function';
}

function valuesOf(statement: CodeNode): [name: string, value: CodeNode][] {
  const inner =
    partOf(statement, 'declaration') ?? // export
    partOf(statement, 'definition'); // decorators of Python
  if (inner !== undefined) return valuesOf(inner);
  const name = partOf(statement, 'name');
  if (declarations.has(statement.type)) return name === undefined ? [] : [[textOf(name), statement]];
  if (statement.type === 'lexical_declaration' || statement.type === 'variable_declaration')
    return partsOf(statement).flatMap(variable);
  if (statement.type === 'expression_statement') return partsOf(statement).flatMap(assignedName);
  return [];
}

function variable(declarator: CodeNode): [string, CodeNode][] {
  const name = partOf(declarator, 'name');
  if (name?.type !== 'identifier') return [];
  return [[textOf(name), partOf(declarator, 'value') ?? declarator]];
}

/** `LIMIT = 3` of Python; in JavaScript such an assignment declares nothing. */
function assignedName(expression: CodeNode): [string, CodeNode][] {
  const [left, right] = [partOf(expression, 'left'), partOf(expression, 'right')];
  if (expression.type !== 'assignment' || left?.type !== 'identifier' || right === undefined) return [];
  return [[textOf(left), right]];
}
