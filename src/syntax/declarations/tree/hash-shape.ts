import { createHash } from 'node:crypto';
import type { SyntaxNode } from './syntax-node.ts';
import { textOf } from './syntax-node.ts';
import { walkTree } from './walk-tree.ts';

export interface ShapeRules {
  readonly isComment: (node: SyntaxNode) => boolean;
  /** Whether every character of the node counts, white space too: the text of a string. */
  readonly isText: (node: SyntaxNode) => boolean;
  /** Whether the node is a statement that is nothing but a docstring. */
  readonly isDropped: (node: SyntaxNode) => boolean;
}

/** Characters that are given to the hash at once. */
const batch = 65_536;

/**
 * SHA-256 over the tree without positions: where each node opens and closes, of which type it is, and the text of its leaves.
 * Comments and docstrings are left out. Between leaves everything counts but white space: some grammars have no node for
 * a semicolon, and a parser skips over what it cannot read.
 */
export function hashShape(root: SyntaxNode, rules: ShapeRules): string {
  const hash = createHash('sha256');
  const skipped: string[] = [];
  let waiting = '';
  let leaves = 0;
  let at = 0;
  const add = (mark: string): void => {
    waiting += mark;
    if (waiting.length < batch) return;
    hash.update(waiting);
    waiting = '';
  };
  const goTo = (start: number, end: number): void => {
    const words = root.source.slice(at, start).trim();
    if (words !== '') skipped.push(...words.split(/\s+/).map((word) => `${String(leaves)}:${word}`));
    at = Math.max(at, end);
  };
  walkTree(root, {
    enter(node) {
      if (rules.isComment(node) || rules.isDropped(node)) {
        goTo(node.start, node.end);
        return false;
      }
      if (node.children.length > 0 && !rules.isText(node)) {
        add(`(${node.type} `);
        return true;
      }
      goTo(node.start, node.end);
      leaves++;
      const text = textOf(node);
      add(`${node.isMissing ? '?' : '='}${node.type} ${String(text.length)}:${text}`);
      return false;
    },
    leave: () => add(')'),
  });
  goTo(root.source.length, root.source.length);
  add(`\n${skipped.join(' ')}`);
  return hash.update(waiting).digest('hex');
}
