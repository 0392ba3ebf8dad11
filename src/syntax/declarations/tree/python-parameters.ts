import type { Parameter } from '../../../docstring/declaration.ts';
import type { Owner } from './language-table.ts';
import { partOf, textOf, type SyntaxNode } from './syntax-node.ts';

export function typeParametersOf(node: SyntaxNode): string[] {
  const list = partOf(node, 'type_parameters');
  const names = list?.children.filter((one) => one.isNamed && one.type !== 'comment') ?? [];
  return names.map((one) => /\w+/.exec(textOf(one))?.[0] ?? '').filter((name) => name !== '');
}

/** As a caller sees them: `self` and `cls` are none. */
export function parametersOf(node: SyntaxNode, owner: Owner, decorators: readonly string[]): Parameter[] {
  const list = partOf(node, 'parameters')?.children ?? [];
  const all = list.map(parameterOf).filter((one) => one !== undefined);
  const hasReceiver = owner.kind === 'class' && !decorators.includes('staticmethod');
  const isNamed = all[0] !== undefined && !all[0].isRest;
  return hasReceiver && isNamed ? all.slice(1) : all;
}

function parameterOf(node: SyntaxNode): Parameter | undefined {
  const isOptional = node.type.includes('default');
  const of = (name: string, isRest = false): Parameter => ({ name, properties: [], isOptional, isRest });
  switch (node.type) {
    case 'identifier':
      return of(textOf(node));
    case 'default_parameter':
    case 'typed_default_parameter': {
      const name = partOf(node, 'name');
      return of(name?.type === 'identifier' ? textOf(name) : '');
    }
    case 'typed_parameter': {
      const inner = node.children.find((one) => one.isNamed);
      return inner && parameterOf(inner);
    }
    case 'list_splat_pattern':
    case 'dictionary_splat_pattern':
      return of(textOf(node).replace(/^\*+\s*/, ''), true);
    case 'tuple_pattern':
      return of('');
    default:
      return undefined;
  }
}
