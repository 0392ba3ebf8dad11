import type { Parameter } from '../../../docstring/declaration.ts';
import { childrenOf, partOf, textOf, type SyntaxNode } from './syntax-node.ts';

export function typeParametersOf(node: SyntaxNode): string[] {
  const list = partOf(node, 'type_parameters');
  const names = list === undefined ? [] : childrenOf(list, 'type_parameter', 'const_parameter');
  return names.map((one) => partOf(one, 'name')).flatMap((one) => (one === undefined ? [] : [textOf(one)]));
}

/** `self` is none. */
export function parametersOf(node: SyntaxNode): Parameter[] {
  const list = partOf(node, 'parameters');
  const all = list === undefined ? [] : childrenOf(list, 'parameter');
  return all.flatMap((one) => {
    const pattern = partOf(one, 'pattern');
    if (pattern?.type === 'self') return [];
    const name = pattern?.type === 'identifier' ? textOf(pattern) : '';
    return [{ name, properties: [], isOptional: false, isRest: false }];
  });
}
