import type { SyntaxNode } from './syntax-node.ts';
import { nodesWithin } from './walk-tree.ts';

export interface ThrowWords {
  /** Node types that throw. */
  readonly throws: readonly string[];
  /** Statements that can catch what their `body` throws. */
  readonly tries: readonly string[];
  readonly catches: readonly string[];
  /** Node types of what runs at another time: functions and classes inside. */
  readonly nested: readonly string[];
  /** Its type as written; empty: not known. */
  readonly typeOf: (thrown: SyntaxNode) => string;
}

/**
 * Types of what a body throws itself. What stands in a `try` that catches anything is left out: whether it gets
 * through cannot be seen in the tree.
 */
export function findThrown(body: SyntaxNode, words: ThrowWords): string[] {
  const guarded = new Set<SyntaxNode>();
  const isClosed = (node: SyntaxNode): boolean => {
    if (words.tries.includes(node.type) && node.children.some((one) => words.catches.includes(one.type))) {
      for (const child of node.children) if (child.field === 'body') guarded.add(child);
    }
    return guarded.has(node) || words.nested.includes(node.type);
  };
  const thrown = nodesWithin(body, isClosed).filter((node) => words.throws.includes(node.type));
  return thrown.map(words.typeOf);
}

/** The type in `throw new Type(...)`, without its arguments. */
export function typeOfNew(thrown: SyntaxNode): string {
  const made = thrown.children.find((one) => one.type === 'object_creation_expression');
  const type = made?.children.find((one) => one.field === 'type');
  return type === undefined ? '' : thrown.source.slice(type.start, type.end).replace(/<.*>$/s, '');
}
