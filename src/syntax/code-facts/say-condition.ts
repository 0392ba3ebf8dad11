import { childOf, partOf, textOf, type SyntaxNode } from '../declarations/tree/syntax-node.ts';
import type { ConditionWords } from './facts-table.ts';

/** Longest piece of code in a condition, in characters. */
const longestCode = 60;

/** Deepest look into a condition: what is further in is quoted as it stands. */
const deepest = 6;

/** What makes a condition hold, or not hold: `` `a` falsy and `n > 3` ``. */
export function sayCondition(node: SyntaxNode, wanted: boolean, words: ConditionWords, depth = 0): string {
  const inner = withoutParentheses(node, words);
  if (depth >= deepest) return say(inner, wanted, words);
  const operand = negated(inner, words);
  if (operand !== undefined) return sayCondition(operand, !wanted, words, depth + 1);
  const parts = binaryParts(inner);
  if (parts === undefined) return say(inner, wanted, words);
  const { left, operator, right } = parts;
  if (words[wanted ? 'and' : 'or'].includes(operator)) {
    return [left, right].map((one) => sayCondition(one, wanted, words, depth + 1)).join(' and ');
  }
  if (!Object.hasOwn(words.opposites, operator)) return say(inner, wanted, words);
  if (wanted) return quote(textOf(inner));
  const opposite = words.opposites[operator] ?? '';
  return opposite === ''
    ? `not ${quote(textOf(inner))}`
    : quote(`${textOf(left)} ${opposite} ${textOf(right)}`);
}

/** Code between backticks, on one line, cut where it is long. */
export function quote(code: string): string {
  return `\`${shorten(code, longestCode)}\``;
}

/** Code on one line of at most so many characters. */
export function shorten(code: string, longest: number): string {
  const text = code
    .slice(0, 4 * longest)
    .replace(/\s+/g, ' ')
    .trim();
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}

export interface BinaryParts {
  readonly left: SyntaxNode;
  readonly operator: string;
  readonly right: SyntaxNode;
}

/** Undefined for what is no operator between two operands. */
export function binaryParts(node: SyntaxNode): BinaryParts | undefined {
  const [first, middle, last] = node.children;
  const left = partOf(node, 'left') ?? first;
  const right = partOf(node, 'right') ?? last;
  const sign = node.children.find(({ field }) => field.startsWith('operator')) ?? middle;
  if (node.children.length !== 3 || !left || !right || !sign || sign.isNamed) return undefined;
  return left === sign || right === sign ? undefined : { left, operator: textOf(sign), right };
}

export function withoutParentheses(node: SyntaxNode, { parentheses }: ConditionWords): SyntaxNode {
  let inner = node;
  while (parentheses.includes(inner.type)) {
    const next = inner.children.find(({ isNamed, type }) => isNamed && type !== 'comment');
    if (next === undefined) return inner;
    inner = next;
  }
  return inner;
}

function negated(node: SyntaxNode, { not, notSigns }: ConditionWords): SyntaxNode | undefined {
  return not.includes(node.type) && childOf(node, ...notSigns) === node.children[0]
    ? node.children.at(-1)
    : undefined;
}

function say(node: SyntaxNode, wanted: boolean, { yes, no }: ConditionWords): string {
  return `${quote(textOf(node))} ${wanted ? yes : no}`;
}
