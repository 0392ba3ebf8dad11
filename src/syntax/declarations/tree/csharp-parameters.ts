import type { Parameter } from '../../../docstring/declaration.ts';
import { childOf, childrenOf, partOf, textOf, type SyntaxNode } from './syntax-node.ts';

export function typeParametersOf(node: SyntaxNode): string[] {
  const list = childOf(node, 'type_parameter_list');
  const names = list === undefined ? [] : childrenOf(list, 'type_parameter');
  return names.map((one) => partOf(one, 'name')).flatMap((one) => (one === undefined ? [] : [textOf(one)]));
}

/** The grammar puts the name after `params` straight into the list. */
export function parametersOf(node: SyntaxNode): Parameter[] {
  const list = childOf(node, 'parameter_list')?.children ?? [];
  return list.flatMap((one) => {
    const isRest = one.type === 'identifier' && one.field === 'name';
    const nameNode = isRest ? one : one.type === 'parameter' ? partOf(one, 'name') : undefined;
    if (nameNode === undefined) return [];
    const isOptional = one.children.some((child) => child.type === '=');
    return [{ name: textOf(nameNode), properties: [], isOptional, isRest }];
  });
}
