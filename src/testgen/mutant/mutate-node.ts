import { partOf, partsOf, textOf, type CodeNode } from '../code/code-node.ts';
import type { TextEdit } from '../code/edit-text.ts';

/** By operator, what it becomes: a neighbour that a careless hand would write. */
const operators: Readonly<Record<string, string>> = {
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '===': '!==',
  '!==': '===',
  '==': '!=',
  '!=': '==',
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
  '%': '*',
  '&&': '||',
  '||': '&&',
  '+=': '-=',
  '-=': '+=',
  '++': '--',
  '--': '++',
  and: 'or',
  or: 'and',
  '//': '*',
  '**': '*',
};

const operations = new Set([
  'binary_expression',
  'augmented_assignment_expression',
  'update_expression',
  'binary_operator',
  'boolean_operator',
  'comparison_operator',
  'augmented_assignment',
]);

/** What one node of the code under test can become; each edit is one mutant. */
export function mutateNode(node: CodeNode, parent: CodeNode | undefined, family: Family): TextEdit[] {
  if (parent?.type === 'literal_type') return [];
  if (!node.isNamed) return mutateOperator(node, parent);
  const mutate = Object.hasOwn(mutators, node.type) ? mutators[node.type] : undefined;
  return mutate?.(node, parent, words[family]) ?? [];
}

export type Family = 'javascript' | 'python';

/** How a language says what mutants are made of. */
interface Words {
  readonly true: string;
  readonly false: string;
  readonly nothing: string;
  /** A statement that does nothing. */
  readonly skip: string;
  readonly not: (condition: string) => string;
}

const words: Readonly<Record<Family, Words>> = {
  javascript: { true: 'true', false: 'false', nothing: 'undefined', skip: ';', not: (one) => `!(${one})` },
  python: { true: 'True', false: 'False', nothing: 'None', skip: 'pass', not: (one) => `not (${one})` },
};

function mutateOperator(node: CodeNode, parent: CodeNode | undefined): TextEdit[] {
  if (parent === undefined || !operations.has(parent.type)) return [];
  // Counted the other way, a loop does not end.
  if (parent.type === 'update_expression' && parent.field === 'increment') return [];
  // Beside `??` other operators need brackets: what stands before it is left.
  const left = node.type === '??' ? partOf(parent, 'left') : undefined;
  if (left !== undefined) return [replace(parent, textOf(left))];
  const other = Object.hasOwn(operators, node.type) ? operators[node.type] : undefined;
  if (other === undefined) return [];
  // Texts are joined by `+`: there is nothing to subtract.
  if ((node.type === '+' || node.type === '+=') && partsOf(parent).some(isText)) return [];
  return [replace(node, other)];
}

function isText({ type }: CodeNode): boolean {
  return type === 'string' || type === 'template_string';
}

type Mutate = (node: CodeNode, parent: CodeNode | undefined, words: Words) => TextEdit[];

const emptyString: Mutate = (node, parent) => {
  // A key, the name of a module and a directive are no values.
  const isName = node.field === 'key' || node.field === 'source' || parent?.type === 'expression_statement';
  const text = textOf(node);
  if (isName || !/^["'`]/.test(text) || text.length <= 2) return [];
  return [replace(node, text.charAt(0).repeat(2))];
};

const nextNumber: Mutate = (node) => {
  const value = Number(textOf(node).replaceAll('_', ''));
  return Number.isSafeInteger(value) ? [replace(node, String(value + 1))] : [];
};

const negated: Mutate = (node, _, { not }) => {
  const condition = partOf(node, 'condition');
  if (condition === undefined) return [];
  const text = textOf(condition);
  // Those of `if` and `while` keep their own brackets.
  const isBracketed = condition.type === 'parenthesized_expression' && node.type !== 'ternary_expression';
  return [replace(condition, isBracketed ? `(!${text})` : not(text))];
};

const withoutNot: Mutate = (node) => {
  const operand = partOf(node, 'argument');
  const isNot = node.type === 'not_operator' || node.children[0]?.type === '!';
  return isNot && operand !== undefined ? [replace(node, textOf(operand))] : [];
};

const mutators: Readonly<Record<string, Mutate>> = {
  true: (node, _, { false: text }) => [replace(node, text)],
  false: (node, _, { true: text }) => [replace(node, text)],
  number: nextNumber,
  integer: nextNumber,
  string: emptyString,
  template_string: emptyString,
  if_statement: (node, parent, one) => [...negated(node, parent, one), ...withoutElse(node)],
  elif_clause: negated,
  while_statement: negated,
  ternary_expression: negated,
  conditional_expression: (node, _, { not }) =>
    partsOf(node)
      .slice(1, 2)
      .map((condition) => replace(condition, not(textOf(condition)))),
  return_statement: (node, _, { nothing }) => valueGone(partsOf(node)[0], nothing),
  arrow_function: (node, _, { nothing }) => {
    const body = partOf(node, 'body');
    return valueGone(body?.type === 'statement_block' ? undefined : body, nothing);
  },
  expression_statement: withoutCall,
  throw_statement: (node, _, { skip }) => [replace(node, skip)],
  raise_statement: (node, _, { skip }) => [replace(node, skip)],
  unary_expression: withoutNot,
  not_operator: withoutNot,
};

function replace({ start, end }: CodeNode, text: string): TextEdit {
  return { start, end, text };
}

/** An `else` with a block loses it; `else if` keeps its own condition. */
function withoutElse(node: CodeNode): TextEdit[] {
  const alternative = partOf(node, 'alternative');
  if (alternative?.type !== 'else_clause') return [];
  const inner = partOf(alternative, 'body') ?? partsOf(alternative)[0];
  return inner?.type === 'if_statement' ? [] : [replace(alternative, '')];
}

function valueGone(value: CodeNode | undefined, nothing: string): TextEdit[] {
  if (value === undefined || ['undefined', 'null', 'None'].includes(textOf(value))) return [];
  return [replace(value, nothing)];
}

/** `list.push(x)` as a statement, awaited or not. */
function withoutCall(node: CodeNode, _: CodeNode | undefined, { skip }: Words): TextEdit[] {
  const value = partsOf(node)[0];
  const isAwaited = value?.type === 'await_expression' || value?.type === 'await';
  const call = isAwaited ? partsOf(value)[0] : value;
  const isCall = call?.type === 'call_expression' || call?.type === 'call';
  if (!isCall || textOf(call).startsWith('super(')) return [];
  return [replace(node, skip)];
}
