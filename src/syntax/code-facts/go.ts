import { childOf, childrenOf, partOf, textOf, type SyntaxNode } from '../declarations/tree/syntax-node.ts';
import { loop, readChain, readIf } from './decision-shapes.ts';
import type { ConditionWords, DecisionReader, FactsTable } from './facts-table.ts';
import { readCases } from './read-cases.ts';
import { quote, sayCondition } from './say-condition.ts';

/** Languages whose conditions are true or false, and that write operators as C does. */
export const strictWords: ConditionWords = {
  yes: 'true',
  no: 'false',
  parentheses: ['parenthesized_expression'],
  not: ['unary_expression', 'prefix_unary_expression'],
  notSigns: ['!'],
  and: ['&&'],
  or: ['||'],
  elseNull: ['??'],
  opposites: { '==': '!=', '!=': '==', '<': '>=', '>=': '<', '>': '<=', '<=': '>' },
};

const readFor: DecisionReader = (node) => {
  const body = partOf(node, 'body');
  const [head] = node.children.filter(({ isNamed, type }) => isNamed && type !== 'comment');
  if (body === undefined || head === undefined || head === body) return [];
  if (head.type === 'range_clause') {
    const over = partOf(head, 'right');
    return over === undefined ? [] : [loop(node, over, body, `${quote(textOf(over))} not empty`)];
  }
  const condition = head.type === 'for_clause' ? partOf(head, 'condition') : head;
  return condition === undefined
    ? []
    : [loop(node, condition, body, sayCondition(condition, true, strictWords))];
};

const readSwitch = readCases({
  kind: 'switch',
  subject: (node) => partOf(node, 'value'),
  cases: (node) => childrenOf(node, 'expression_case', 'type_case', 'communication_case', 'default_case'),
  label: (one) => {
    const colon = childOf(one, ':');
    if (one.type === 'default_case' || colon === undefined) return undefined;
    return textOf(one)
      .slice('case'.length, colon.start - one.start)
      .trim();
  },
});

const isType = (node: SyntaxNode): boolean => node.type.endsWith('_type') || node.type === 'type_identifier';

export const go: FactsTable = {
  inert: ['comment', 'package_clause', 'import_declaration', 'type_declaration', 'parameter_list'],
  isInert: isType,
  neutral: {},
  texts: ['raw_string_literal'],
  statements:
    `expression_statement send_statement inc_statement dec_statement assignment_statement short_var_declaration
    var_spec return_statement break_statement continue_statement goto_statement fallthrough_statement go_statement
    defer_statement if_statement for_statement expression_switch_statement type_switch_statement select_statement`.split(
      /\s+/,
    ),
  blocks: ['block', 'statement_list', 'source_file'],
  exits: ['return_statement', 'break_statement', 'continue_statement', 'goto_statement'],
  exitCalls: ['panic', 'os.Exit', 'log.Fatal', 'log.Fatalf', 't.Fatal', 't.Fatalf'],
  decisions: {
    if_statement: readIf,
    binary_expression: readChain,
    for_statement: readFor,
    expression_switch_statement: readSwitch,
    type_switch_statement: readSwitch,
    select_statement: readSwitch,
  },
  words: strictWords,
};
