import { createHash } from 'node:crypto';
import { bindNames } from './code/bound-names.ts';
import { textOf, type ParseCode } from './code/code-node.ts';
import { walkCode } from './code/walk-code.ts';

/**
 * Equal for two texts that say the same in other words: comments, layout, quotes, semicolons and the names they declare do not
 * count. Of a text without a tree, of its characters without blanks.
 */
export function hashOfCode(code: string, parse: ParseCode): string {
  const root = parse(code);
  const tokens = root === undefined ? [code.replace(/\s+/g, '')] : [];
  if (root !== undefined) {
    const free = new Set(bindNames(root).free);
    const numbers = new Map<string, number>();
    walkCode(root, (node) => {
      if (node.type === 'comment' || node.children.length > 0) return node.type !== 'comment';
      const text = textOf(node);
      if (text === ';' || text === '' || /^["'`]$/.test(text)) return false;
      const isName = node.type === 'identifier' || node.type.startsWith('shorthand_property_identifier');
      const isOwn = isName && !free.has(node);
      const number = numbers.get(text) ?? numbers.size;
      if (isOwn) numbers.set(text, number);
      tokens.push(isOwn ? `#${String(number)}` : text);
      return false;
    });
  }
  return createHash('sha256').update(tokens.join('\0')).digest('hex');
}
