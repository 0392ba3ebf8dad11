import { childOf, childrenOf, partOf, textOf, type SyntaxNode } from '../declarations/tree/syntax-node.ts';
import { armsOfIf, readChain, readEach, readLoop, readTry, spanOf, ternary } from './decision-shapes.ts';
import type { ConditionWords, DecisionReader, DraftDecision, FactsTable } from './facts-table.ts';
import { quote, shorten } from './say-condition.ts';

const words: ConditionWords = {
  yes: 'truthy',
  no: 'falsy',
  parentheses: ['parenthesized_expression'],
  not: ['not_operator'],
  notSigns: ['not'],
  and: ['and'],
  or: ['or'],
  elseNull: [],
  opposites: {
    '==': '!=',
    '!=': '==',
    '<': '>=',
    '>=': '<',
    '>': '<=',
    '<=': '>',
    is: 'is not',
    'is not': 'is',
    in: 'not in',
    'not in': 'in',
  },
};

/** An `if` with its `elif`s: each is one decision, up to the end of the whole. */
const readIf: DecisionReader = (node) => {
  const steps = [node, ...childrenOf(node, 'elif_clause')];
  const last = childOf(node, 'else_clause');
  const earlier: SyntaxNode[] = [];
  return steps.flatMap((step, index): DraftDecision[] => {
    const [condition, consequence] = [partOf(step, 'condition'), partOf(step, 'consequence')];
    if (condition === undefined || consequence === undefined) return [];
    const next = steps[index + 1];
    const rest = next === undefined ? last && (partOf(last, 'body') ?? last) : { ...next, end: node.end };
    const draft = {
      start: step.start,
      end: node.end,
      kind: 'if' as const,
      condition,
      arms: armsOfIf(condition, consequence, rest, words),
      earlier: [...earlier],
    };
    earlier.push(consequence);
    return [draft];
  });
};

/** `a if b else c` has no fields. */
const readTernary: DecisionReader = (node) => {
  const [first, condition, second] = node.children.filter(
    ({ isNamed, type }) => isNamed && type !== 'comment',
  );
  return first && condition && second ? [ternary(node, condition, first, second, words)] : [];
};

/** A case is met, or the next one is looked at: that is what coverage.py counts. */
const readCase: DecisionReader = (node, _, ancestors) => {
  const body = partOf(node, 'consequence');
  const subject = ancestors.findLast(({ type }) => type === 'match_statement')?.children.find(isSubject);
  const label = labelOf(node);
  if (body === undefined || subject === undefined || label === '_') return [];
  const [about, pattern] = [quote(textOf(subject)), quote(label)];
  const name = shorten(label, 40);
  const arms = [
    { name: `case ${name}`, needs: `${about} is ${pattern}`, span: body },
    { name: `not case ${name}`, needs: `${about} is not ${pattern}`, span: undefined },
  ];
  return [{ ...spanOf(node), kind: 'match', condition: { start: node.start, end: body.start }, arms }];
};

const isSubject = ({ field }: SyntaxNode): boolean => field === 'subject';

const isText = (node: SyntaxNode): boolean =>
  node.type === 'expression_statement' && node.children.length === 1 && node.children[0]?.type === 'string';

export const python: FactsTable = {
  inert: ['comment', 'type', 'type_alias_statement', 'global_statement', 'nonlocal_statement'],
  // Docs.
  isInert: isText,
  neutral: {},
  texts: ['string'],
  statements:
    `expression_statement return_statement raise_statement assert_statement delete_statement pass_statement
    break_statement continue_statement import_statement import_from_statement future_import_statement if_statement elif_clause
    for_statement while_statement with_statement try_statement except_clause match_statement case_clause function_definition
    class_definition`.split(/\s+/),
  blocks: ['module', 'block'],
  exits: ['return_statement', 'raise_statement', 'break_statement', 'continue_statement'],
  exitCalls: ['sys.exit', 'exit', 'os._exit'],
  decisions: {
    if_statement: readIf,
    conditional_expression: readTernary,
    boolean_operator: readChain,
    while_statement: readLoop,
    for_statement: readEach('right'),
    case_clause: readCase,
    try_statement: readTry(['except_clause', 'except_group_clause'], (handler) => childOf(handler, 'block')),
  },
  words,
};

function labelOf(one: SyntaxNode): string {
  const body = partOf(one, 'consequence');
  return textOf(one)
    .slice(0, body === undefined ? undefined : body.start - one.start)
    .replace(/^case\s+|\s*:\s*$/g, '');
}
