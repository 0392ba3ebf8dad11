import type { CommentSpan } from '../../../docstring/declaration.ts';
import { commentOf } from './comment-of.ts';
import type { Place } from './language-table.ts';
import { rustComments } from './rust-comments.ts';
import { textOf, type SyntaxNode } from './syntax-node.ts';

/** Where an item begins, and docs that stand among its attributes. */
export function attributesOf({ siblings, index }: Place): { start: number | undefined; docs: CommentSpan[] } {
  let start: number | undefined;
  let docs: CommentSpan[] = [];
  let waiting: CommentSpan[] = [];
  for (let at = index - 1; at >= 0; at--) {
    const node = siblings[at];
    if (node === undefined) break;
    if (rustComments.includes(node.type)) waiting = [commentOf(node), ...waiting];
    else if (node.type === 'attribute_item') {
      const { start: from, end } = node;
      start = from;
      docs = [...(isDoc(node) ? [{ start: from, end, form: 'block' } as const] : []), ...waiting, ...docs];
      waiting = [];
    } else break;
  }
  return { start, docs };
}

function isDoc(attribute: SyntaxNode): boolean {
  return /^#\s*\[\s*(?:doc\b|cfg_attr\b.*\bdoc\b)/s.test(textOf(attribute));
}

/** Whether an item is a test, or only there for tests: `#[test]`, `#[tokio::test]`, `#[cfg(test)]`. */
export function isTest({ siblings, index }: Place): boolean {
  for (let at = index - 1; at >= 0; at--) {
    const node = siblings[at];
    if (node?.type !== 'attribute_item') {
      if (node !== undefined && rustComments.includes(node.type)) continue;
      return false;
    }
    if (/^#\s*\[\s*(?:(?:\w+\s*::\s*)*test\b|cfg\s*\(\s*(?:all\s*\(\s*)?test\b)/.test(textOf(node)))
      return true;
  }
  return false;
}
