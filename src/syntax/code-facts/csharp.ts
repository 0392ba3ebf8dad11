import { childOf, childrenOf, partOf, textOf, type SyntaxNode } from '../declarations/tree/syntax-node.ts';
import { readChain, readEach, readIf, readLoop, readTernary, readTry } from './decision-shapes.ts';
import type { FactsTable } from './facts-table.ts';
import { strictWords } from './go.ts';
import { readCases } from './read-cases.ts';

const isExpression = (node: SyntaxNode): boolean => node.type === 'switch_expression';

const readSwitch = readCases({
  kind: 'switch',
  subject: (node) => partOf(node, 'value') ?? node.children.find(({ isNamed }) => isNamed),
  cases: (node) =>
    isExpression(node)
      ? childrenOf(node, 'switch_expression_arm')
      : childrenOf(partOf(node, 'body') ?? node, 'switch_section'),
  label: (one) => {
    const pattern = one.children.find(({ isNamed, type }) => isNamed && type !== 'comment');
    if (childOf(one, 'default') !== undefined || pattern === undefined || pattern.type === 'discard')
      return undefined;
    return textOf(pattern);
  },
});

export const csharp: FactsTable = {
  inert:
    `comment using_directive attribute_list modifier predefined_type implicit_type nullable_type array_type generic_name
    type_parameter_list type_parameter_constraints_clause base_list delegate_declaration enum_declaration
    preproc_region preproc_endregion preproc_pragma preproc_nullable`.split(/\s+/),
  neutral: {},
  texts: ['verbatim_string_literal', 'raw_string_literal', 'interpolated_string_expression'],
  statements:
    `expression_statement local_declaration_statement return_statement throw_statement if_statement for_statement
    foreach_statement while_statement do_statement switch_statement try_statement using_statement lock_statement
    break_statement continue_statement yield_statement goto_statement`.split(/\s+/),
  blocks: ['block', 'switch_section', 'compilation_unit'],
  exits: ['return_statement', 'throw_statement', 'break_statement', 'continue_statement', 'goto_statement'],
  decisions: {
    if_statement: readIf,
    conditional_expression: readTernary,
    binary_expression: readChain,
    for_statement: readLoop,
    while_statement: readLoop,
    foreach_statement: readEach('right'),
    switch_statement: readSwitch,
    switch_expression: readSwitch,
    try_statement: readTry(['catch_clause'], (handler) => partOf(handler, 'body')),
  },
  words: strictWords,
};
