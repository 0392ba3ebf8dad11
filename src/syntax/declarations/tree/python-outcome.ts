import type { Declaration } from '../../../docstring/declaration.ts';
import { findThrown } from './find-thrown.ts';
import { statementsOf } from './python-docstring.ts';
import { childOf, partOf, textOf, type SyntaxNode } from './syntax-node.ts';
import { nodesWithin } from './walk-tree.ts';

const nested = ['function_definition', 'class_definition', 'lambda'];

/** What a call of the function gives, by its type where it has one, else by its own statements. */
export function outcomeOf(
  node: SyntaxNode,
  block: SyntaxNode,
): Pick<Declaration, 'returns' | 'yields' | 'throws'> {
  return { ...resultOf(node, block), throws: findThrown(block, throwWords) };
}

const throwWords = {
  throws: ['raise_statement'],
  tries: ['try_statement'],
  catches: ['except_clause', 'except_group_clause'],
  nested,
  typeOf(raise: SyntaxNode): string {
    const raised = raise.children.find((one) => one.isNamed && one.field !== 'cause');
    const made = raised?.type === 'call' ? partOf(raised, 'function') : raised;
    // By convention only classes begin with a capital letter.
    const name = made === undefined ? '' : textOf(made);
    return /^(?:\w+\.)*\p{Lu}\w*$/u.test(name) ? name : '';
  },
};

function resultOf(node: SyntaxNode, block: SyntaxNode): Pick<Declaration, 'returns' | 'yields'> {
  const own = nodesWithin(block, (one) => nested.includes(one.type));
  const yields = own.some((one) => one.type === 'yield' && one.isNamed);
  const type = partOf(node, 'return_type');
  if (type !== undefined) {
    const isNothing = /^(['"]?)(?:typing\.)?(?:None|NoReturn|Never)\1$/.test(textOf(type).trim());
    return { returns: isNothing ? 'nothing' : 'value', yields };
  }
  const hasValue = own.some((one) => one.type === 'return_statement' && one.children.some(isValue));
  if (hasValue) return { returns: 'value', yields };
  const isAbstract = !yields && statementsOf(block).every(saysNothing);
  return { returns: isAbstract ? 'unknown' : 'nothing', yields };
}

function isValue(node: SyntaxNode): boolean {
  return node.isNamed && node.type !== 'none' && node.type !== 'comment';
}

/** `...`, a docstring, or that it is not implemented. */
function saysNothing(statement: SyntaxNode): boolean {
  if (statement.type === 'raise_statement') return /\bNotImplementedError\b/.test(textOf(statement));
  return statement.type === 'expression_statement' && childOf(statement, 'ellipsis', 'string') !== undefined;
}
