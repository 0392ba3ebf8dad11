import { childOf, childrenOf, partOf, textOf } from '../declarations/tree/syntax-node.ts';
import { readChain, readEach, readIf, readLoop, readTernary, readTry } from './decision-shapes.ts';
import type { ConditionWords, DecisionReader, FactsTable } from './facts-table.ts';
import { readCases } from './read-cases.ts';
import { quote, shorten } from './say-condition.ts';

const words: ConditionWords = {
  yes: 'truthy',
  no: 'falsy',
  parentheses: ['parenthesized_expression'],
  not: ['unary_expression'],
  notSigns: ['!'],
  and: ['&&'],
  or: ['||'],
  elseNull: ['??'],
  opposites: {
    '===': '!==',
    '!==': '===',
    '==': '!=',
    '!=': '==',
    '<': '>=',
    '>=': '<',
    '>': '<=',
    '<=': '>',
    instanceof: '',
    in: '',
  },
};

const readSwitch = readCases({
  kind: 'switch',
  subject: (node) => partOf(node, 'value'),
  cases: (node) => childrenOf(partOf(node, 'body') ?? node, 'switch_case', 'switch_default'),
  label: (one) => {
    const value = partOf(one, 'value');
    return value && textOf(value);
  },
});

/** `a = 1` among parameters and in patterns. */
const readDefault: DecisionReader = (node) => {
  const [target, value] = [
    partOf(node, 'left') ?? partOf(node, 'pattern'),
    partOf(node, 'right') ?? partOf(node, 'value'),
  ];
  if (target === undefined || value === undefined) return [];
  const name = shorten(textOf(target), 40);
  const arm = { name: `default of ${name}`, needs: `${quote(name)} undefined`, span: value };
  return [{ start: target.start, end: value.end, kind: 'default-arg', condition: undefined, arms: [arm] }];
};

const types = `type_identifier predefined_type union_type intersection_type object_type array_type tuple_type function_type
  constructor_type literal_type conditional_type lookup_type index_type_query type_query template_literal_type readonly_type
  parenthesized_type generic_type nested_type_identifier type_annotation type_parameters type_arguments implements_clause
  type_predicate_annotation asserts_annotation interface_declaration type_alias_declaration ambient_declaration
  function_signature abstract_method_signature method_signature index_signature accessibility_modifier override_modifier`;

/** Also of TypeScript: what it adds are nodes that JavaScript does not have. */
export const javascript: FactsTable = {
  inert: ['comment', 'html_comment', 'hash_bang_line', ...types.split(/\s+/)],
  isInert: (node) =>
    ((node.type === 'import_statement' || node.type === 'export_statement') &&
      childOf(node, 'type') !== undefined) ||
    // A field without a value is there for the type checker.
    (node.type === 'public_field_definition' && partOf(node, 'value') === undefined),
  neutral: {
    export_statement: ['export', 'default', 'declare'],
    as_expression: ['as', 'const'],
    satisfies_expression: ['satisfies'],
  },
  texts: ['template_string', 'string', 'jsx_text'],
  statements:
    `expression_statement return_statement throw_statement if_statement for_statement for_in_statement while_statement
    do_statement switch_statement try_statement break_statement continue_statement labeled_statement debugger_statement
    variable_declarator`.split(/\s+/),
  blocks: ['program', 'statement_block', 'switch_case', 'switch_default'],
  exits: ['return_statement', 'throw_statement', 'break_statement', 'continue_statement'],
  exitCalls: ['process.exit'],
  decisions: {
    if_statement: readIf,
    ternary_expression: readTernary,
    binary_expression: readChain,
    switch_statement: readSwitch,
    assignment_pattern: readDefault,
    object_assignment_pattern: readDefault,
    required_parameter: readDefault,
    for_statement: readLoop,
    while_statement: readLoop,
    for_in_statement: readEach('right'),
    try_statement: readTry(['catch_clause'], (handler) => partOf(handler, 'body')),
  },
  words,
};
