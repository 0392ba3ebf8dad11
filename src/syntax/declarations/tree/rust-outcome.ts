import type { Declaration } from '../../../docstring/declaration.ts';
import { rustComments } from './rust-comments.ts';
import { childOf, partOf, textOf, type SyntaxNode } from './syntax-node.ts';
import { nodesWithin } from './walk-tree.ts';

const nested = ['function_item', 'closure_expression', 'async_block', 'impl_item'];

/** What a call of the function gives: the error of a `Result` counts as thrown, a panic of its own as one without a type. */
export function outcomeOf(
  node: SyntaxNode,
  body: SyntaxNode | undefined,
): Pick<Declaration, 'returns' | 'throws'> {
  const panics = body !== undefined && nodesWithin(body, (one) => nested.includes(one.type)).some(isPanic);
  const panic = panics ? [''] : [];
  const type = partOf(node, 'return_type');
  if (type === undefined) return { returns: 'nothing', throws: panic };
  const results = resultTypesOf(type);
  if (results === undefined) {
    const isNothing = /^(?:\(\s*\)|!)$/.test(textOf(type));
    return { returns: isNothing ? 'nothing' : 'value', throws: panic };
  }
  const [value, error = ''] = results;
  const returns = value === undefined ? 'unknown' : /^\(\s*\)$/.test(value) ? 'nothing' : 'value';
  return { returns, throws: [error, ...panic] };
}

/** Arguments of a type called `Result`; undefined: it is another one. */
function resultTypesOf(type: SyntaxNode): string[] | undefined {
  const base = type.type === 'generic_type' ? partOf(type, 'type') : type;
  if (base === undefined || !/(?:^|::)Result$/.test(textOf(base))) return undefined;
  const list = childOf(type, 'type_arguments')?.children ?? [];
  return list.filter((one) => one.isNamed && !rustComments.includes(one.type)).map(textOf);
}

function isPanic(node: SyntaxNode): boolean {
  const macro = node.type === 'macro_invocation' ? partOf(node, 'macro') : undefined;
  return macro !== undefined && textOf(macro) === 'panic';
}
