import type { CommentSpan } from '../../../docstring/declaration.ts';
import { textOf, type SyntaxNode } from './syntax-node.ts';

/** Without its end of line, which some grammars count in. */
export function commentOf(node: SyntaxNode): CommentSpan {
  const text = textOf(node);
  const end = node.start + text.replace(/[\r\n]+$/, '').length;
  return { start: node.start, end, form: /^(?:\/\/|#)/.test(text) ? 'line' : 'block' };
}
