import { partOf, textOf, type SyntaxNode } from '../declarations/tree/syntax-node.ts';
import type { ConditionWords, DecisionReader, DraftArm, DraftDecision, Span } from './facts-table.ts';
import { binaryParts, quote, sayCondition, shorten, withoutParentheses } from './say-condition.ts';

/** An `if` with the fields `condition`, `consequence` and `alternative`. */
export const readIf: DecisionReader = (node, words) => {
  const condition = partOf(node, 'condition');
  const consequence = partOf(node, 'consequence');
  if (condition === undefined || consequence === undefined) return [];
  const alternative = partOf(node, 'alternative');
  const otherwise = alternative && insideElse(alternative);
  return [
    { ...spanOf(node), kind: 'if', condition, arms: armsOfIf(condition, consequence, otherwise, words) },
  ];
};

export function armsOfIf(
  condition: SyntaxNode,
  consequence: SyntaxNode,
  otherwise: SyntaxNode | undefined,
  words: ConditionWords,
): DraftArm[] {
  return [
    { name: 'then', needs: sayCondition(condition, true, words), span: consequence, code: consequence },
    { name: 'else', needs: sayCondition(condition, false, words), span: otherwise, code: otherwise },
  ];
}

function insideElse(node: SyntaxNode): SyntaxNode {
  return node.type === 'else_clause' ? (node.children.filter(({ isNamed }) => isNamed).at(-1) ?? node) : node;
}

/** `a ? b : c` with the fields of an `if`. */
export const readTernary: DecisionReader = (node, words) => {
  const condition = partOf(node, 'condition');
  const [consequence, alternative] = [partOf(node, 'consequence'), partOf(node, 'alternative')];
  if (condition === undefined || consequence === undefined || alternative === undefined) return [];
  return [ternary(node, condition, consequence, alternative, words)];
};

export function ternary(
  node: SyntaxNode,
  condition: SyntaxNode,
  consequence: SyntaxNode,
  alternative: SyntaxNode,
  words: ConditionWords,
): DraftDecision {
  const [first, second] = [consequence, alternative].map((one) => withoutParentheses(one, words));
  return {
    ...spanOf(node),
    kind: 'cond-expr',
    condition,
    arms: [
      { name: 'then', needs: sayCondition(condition, true, words), span: first },
      { name: 'else', needs: sayCondition(condition, false, words), span: second },
    ],
  };
}

/** Longest chain of operators that is taken apart. */
const mostOperands = 200;

/** A whole chain of `&&`, `||` and the like, parentheses or not: one arm an operand. */
export const readChain: DecisionReader = (node, words, ancestors) => {
  if (!isLogical(node, words)) return [];
  const around = ancestors.findLast(({ type }) => !words.parentheses.includes(type));
  if (around !== undefined && isLogical(around, words)) return [];
  const operands = operandsOf(node, words);
  if (operands === undefined) return [];
  const [only] = new Set(operands.map(({ operator }) => operator).filter((one) => one !== ''));
  const isPair = operands.length === 2 && only !== undefined;
  const arms = operands.map(({ operand, operator, needs }, index) => {
    const name = isPair ? `${index === 0 ? 'left' : 'right'} of ${only}` : inChain(operand, operator);
    return { name, needs, span: operand };
  });
  return [{ ...spanOf(node), kind: 'binary-expr', condition: undefined, arms }];
};

function inChain(operand: SyntaxNode, operator: string): string {
  const code = shorten(textOf(operand), 30);
  return operator === '' ? `start of chain, ${code}` : `right of ${operator}, ${code}`;
}

interface Operand {
  readonly operand: SyntaxNode;
  /** The one before it; empty for the first. */
  readonly operator: string;
  readonly needs: string;
}

function isLogical(node: SyntaxNode, words: ConditionWords): boolean {
  const parts = binaryParts(node);
  return parts !== undefined && isLogicalSign(parts.operator, words);
}

function isLogicalSign(operator: string, { and, or, elseNull }: ConditionWords): boolean {
  return and.includes(operator) || or.includes(operator) || elseNull.includes(operator);
}

/** In the order of the text, each with what the ones before it must be. Without recursion: chains can be long. */
function operandsOf(chain: SyntaxNode, words: ConditionWords): Operand[] | undefined {
  const found: Operand[] = [];
  const open: Operand[] = [{ operand: chain, operator: '', needs: '' }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const operand = withoutParentheses(next.operand, words);
    const parts = binaryParts(operand);
    if (parts === undefined || !isLogicalSign(parts.operator, words)) found.push({ ...next, operand });
    else {
      const { left, operator, right } = parts;
      const needs = join(next.needs, needsLeft(left, operator, words));
      open.push({ operand: right, operator, needs }, { ...next, operand: left });
    }
    if (found.length + open.length > mostOperands) return undefined;
  }
  return found;
}

function needsLeft(left: SyntaxNode, operator: string, words: ConditionWords): string {
  if (words.elseNull.includes(operator)) return `${quote(textOf(left))} null or undefined`;
  return sayCondition(left, words.and.includes(operator), words);
}

export function join(...needs: readonly string[]): string {
  return needs.filter((need) => need !== '').join(' and ');
}

/** A loop that may run its body or not: no arm of it has a name that coverage tools share. */
export function loop(
  node: SyntaxNode,
  condition: Span | undefined,
  body: SyntaxNode,
  needs: string,
): DraftDecision {
  return {
    ...spanOf(node),
    kind: 'loop',
    condition,
    arms: [
      { name: 'body of the loop', needs, span: body },
      { name: 'end of the loop', needs: '', span: undefined },
    ],
  };
}

/** A loop with the fields `condition` and `body`; the condition may be left out. */
export const readLoop: DecisionReader = (node, words) => {
  const [condition, body] = [partOf(node, 'condition'), partOf(node, 'body')];
  if (body === undefined) return [];
  const needs = condition === undefined ? '' : sayCondition(condition, true, words);
  return [loop(node, condition, body, needs)];
};

/** A loop over the elements of something: the fields are named by the caller. */
export function readEach(over: string): DecisionReader {
  return (node) => {
    const [source, body] = [partOf(node, over), partOf(node, 'body')];
    return source === undefined || body === undefined
      ? []
      : [loop(node, source, body, `${quote(textOf(source))} not empty`)];
  };
}

/** Code that runs when something is thrown. */
export function readTry(
  handlers: readonly string[],
  body: (handler: SyntaxNode) => SyntaxNode | undefined,
): DecisionReader {
  return (node) => {
    const arms = node.children
      .filter(({ type }) => handlers.includes(type))
      .map((handler) => ({ name: 'catch', needs: thrown(handler), span: body(handler) ?? handler }));
    return arms.length === 0 ? [] : [{ ...spanOf(node), kind: 'try', condition: undefined, arms }];
  };

  function thrown(handler: SyntaxNode): string {
    const head = textOf(handler).slice(0, (body(handler)?.start ?? handler.end) - handler.start);
    return /^except\s+\S/.test(head)
      ? `${quote(head.replace(/^except\s+|\s+as\s+\w+|\s*:\s*$/g, ''))} raised in the \`try\``
      : 'something thrown in the `try`';
  }
}

export function spanOf({ start, end }: Span): Span {
  return { start, end };
}
