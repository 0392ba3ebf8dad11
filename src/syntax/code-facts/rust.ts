import { childrenOf, partOf, textOf } from '../declarations/tree/syntax-node.ts';
import { readChain, readEach, readIf, readLoop } from './decision-shapes.ts';
import type { FactsTable } from './facts-table.ts';
import { strictWords } from './go.ts';
import { readCases } from './read-cases.ts';

const types = `primitive_type type_identifier scoped_type_identifier generic_type reference_type array_type tuple_type
  function_type dynamic_type abstract_type type_parameters type_arguments where_clause trait_bounds lifetime`;

export const rust: FactsTable = {
  inert:
    `line_comment block_comment use_declaration extern_crate_declaration struct_item enum_item union_item type_item
    attribute_item inner_attribute_item function_signature_item mod_item_declaration visibility_modifier ${types}`.split(
      /\s+/,
    ),
  neutral: {},
  texts: ['string_literal', 'raw_string_literal'],
  statements: ['expression_statement', 'let_declaration', 'macro_invocation', 'const_item', 'static_item'],
  blocks: ['block', 'source_file'],
  exits: ['return_expression', 'break_expression', 'continue_expression'],
  exitCalls: ['panic', 'unreachable', 'todo', 'unimplemented', 'std::process::exit', 'process::exit'],
  decisions: {
    if_expression: readIf,
    binary_expression: readChain,
    while_expression: readLoop,
    for_expression: readEach('value'),
    match_expression: readCases({
      kind: 'match',
      subject: (node) => partOf(node, 'value'),
      cases: (node) => childrenOf(partOf(node, 'body') ?? node, 'match_arm'),
      label: (one) => {
        const pattern = partOf(one, 'pattern');
        const text = pattern === undefined ? '_' : textOf(pattern);
        return text === '_' ? undefined : text;
      },
    }),
  },
  words: strictWords,
};
