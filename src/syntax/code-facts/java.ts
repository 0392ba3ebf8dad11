import { childOf, childrenOf, partOf, textOf } from '../declarations/tree/syntax-node.ts';
import { readChain, readEach, readIf, readLoop, readTernary, readTry } from './decision-shapes.ts';
import type { FactsTable } from './facts-table.ts';
import { strictWords } from './go.ts';
import { readCases } from './read-cases.ts';

const types = `integral_type floating_point_type boolean_type void_type type_identifier scoped_type_identifier generic_type
  array_type type_parameters type_arguments superclass super_interfaces extends_interfaces throws`;

export const java: FactsTable = {
  inert:
    `line_comment block_comment package_declaration import_declaration modifiers marker_annotation annotation
    annotation_type_declaration ${types}`.split(/\s+/),
  isInert: (node) =>
    node.type === 'field_declaration' &&
    childOf(childOf(node, 'variable_declarator') ?? node, '=') === undefined,
  neutral: {},
  texts: ['string_literal', 'text_block'],
  statements:
    `expression_statement local_variable_declaration return_statement throw_statement if_statement for_statement
    enhanced_for_statement while_statement do_statement try_statement try_with_resources_statement synchronized_statement
    break_statement continue_statement assert_statement yield_statement switch_expression explicit_constructor_invocation
    field_declaration`.split(/\s+/),
  blocks: ['block', 'constructor_body', 'switch_block_statement_group', 'program'],
  exits: ['return_statement', 'throw_statement', 'break_statement', 'continue_statement', 'yield_statement'],
  decisions: {
    if_statement: readIf,
    ternary_expression: readTernary,
    binary_expression: readChain,
    for_statement: readLoop,
    while_statement: readLoop,
    enhanced_for_statement: readEach('value'),
    switch_expression: readCases({
      kind: 'switch',
      subject: (node) => partOf(node, 'condition'),
      cases: (node) =>
        childrenOf(partOf(node, 'body') ?? node, 'switch_block_statement_group', 'switch_rule'),
      label: (one) => {
        const label = childOf(one, 'switch_label');
        const text = label === undefined ? '' : textOf(label).replace(/^case\s+/, '');
        return text === 'default' || text === '' ? undefined : text;
      },
    }),
    try_statement: readTry(['catch_clause'], (handler) => partOf(handler, 'body')),
    try_with_resources_statement: readTry(['catch_clause'], (handler) => partOf(handler, 'body')),
  },
  words: strictWords,
};
