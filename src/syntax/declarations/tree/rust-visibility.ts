import type { Place } from './language-table.ts';
import { childOf, partOf, textOf, type SyntaxNode } from './syntax-node.ts';
import { nodesWithin } from './walk-tree.ts';

/** Whether code outside of its crate can name it. */
export function isVisible(node: SyntaxNode, { owner }: Place): boolean {
  if (!owner.isPublic) return false;
  return owner.kind === 'interface' || owner.kind === 'implementation' || isPub(node);
}

/** `pub(crate)` and the like are not for everyone. */
function isPub(node: SyntaxNode): boolean {
  const visibility = childOf(node, 'visibility_modifier');
  return visibility !== undefined && textOf(visibility) === 'pub';
}

/** Names of the types in a file that others cannot name. */
export function hiddenTypesOf(root: SyntaxNode): ReadonlySet<string> {
  const items = nodesWithin(root, (one) => one.type === 'block' || one.type === 'token_tree');
  const hidden = items.filter((one) => /^(?:struct|union|enum)_item$/.test(one.type) && !isPub(one));
  return new Set(hidden.map((one) => partOf(one, 'name')).map((one) => (one ? textOf(one) : '')));
}
