import type { DeclarationTrait } from '../../../docstring/declaration.ts';
import type { Place } from './language-table.ts';
import { childOf, childrenOf, textOf, type SyntaxNode } from './syntax-node.ts';

/** Of a member that is declared elsewhere too: by `override`, or by the name of its interface. */
export function overridesOf(node: SyntaxNode): DeclarationTrait[] {
  const isExplicit = childOf(node, 'explicit_interface_specifier') !== undefined;
  return isExplicit || modifiersOf(node).includes('override') ? ['overrides'] : [];
}

/** Whether code outside of its assembly can name it. */
export function isVisible(node: SyntaxNode, { owner }: Place): boolean {
  if (!owner.isPublic) return false;
  const modifiers = modifiersOf(node);
  if (modifiers.includes('private')) return false;
  if (modifiers.includes('public') || modifiers.includes('protected')) return true;
  return owner.kind === 'interface' && !modifiers.includes('internal');
}

export function modifiersOf(node: SyntaxNode): readonly string[] {
  return childrenOf(node, 'modifier').map(textOf);
}
