import { partOf, partsOf, textOf, type CodeNode } from '../code/code-node.ts';
import { findNodes, isFunction, walkCode } from '../code/walk-code.ts';

/** Names of a test that hold what the code under test made, or that it was given and may have changed. */
export interface Dependence {
  readonly names: ReadonlySet<string>;
  /** Exported names as the test uses them; `true`: functions and classes, that do something only when they are called. */
  readonly exports: ReadonlyMap<string, boolean>;
  /** Whether the code under test is called at all. */
  readonly isCalled: boolean;
}

/** One place where a name gets its value. */
interface Flow {
  readonly names: readonly string[];
  readonly value: CodeNode;
}

/** Rounds until nothing changes: a longer chain of names than this is no test. */
const mostRounds = 20;

export function dependingNames(root: CodeNode, exports: ReadonlyMap<string, boolean>): Dependence {
  const flows = flowsIn(root);
  const calls = findNodes(root, ['call_expression', 'new_expression', 'call']);
  const names = new Set<string>();
  const dependence = { names, exports, isCalled: false };
  for (let round = 0, before = -1; round < mostRounds && before !== names.size; round++) {
    before = names.size;
    for (const { names: targets, value } of flows) {
      if (dependsOnCode(value, dependence)) for (const name of targets) names.add(name);
    }
    for (const call of calls) {
      if (!isCallOfCode(call, dependence)) continue;
      dependence.isCalled = true;
      for (const name of givenTo(call)) names.add(name);
    }
    // What an object was built of may be changed through it.
    for (const { names: targets, value } of flows) {
      const isPart =
        targets.some((name) => names.has(name)) && /^(?:object|array|dictionary|list)$/.test(value.type);
      if (isPart) for (const name of namesIn(value)) if (!exports.has(name)) names.add(name);
    }
    if (dependence.isCalled) for (const name of spiesIn(flows)) names.add(name);
  }
  return dependence;
}

/** Whether a piece of a test has to do with what the code under test did. */
export function dependsOnCode(
  node: CodeNode,
  { names, exports }: Pick<Dependence, 'names' | 'exports'>,
): boolean {
  let depends = false;
  walkCode(node, (one, ancestors) => {
    if (one.type !== 'identifier' && one.type !== 'shorthand_property_identifier') return !depends;
    const name = textOf(one);
    const parent = ancestors.at(-1);
    const isFunctionOnly = exports.get(name);
    if (names.has(name)) depends = true;
    else if (isFunctionOnly === false) depends = true;
    else if (isFunctionOnly === true) depends = parent !== undefined && !isBare(one, ancestors);
    return !depends;
  });
  return depends;
}

const harmless =
  /^(?:expect|assert(?:\.(?!throws|rejects|doesNotThrow|doesNotReject)\w+)?|callable|isinstance|hasattr|typeof)$/;

/** A function that is only looked at: `expect(add)`, `typeof add`. */
function isBare(node: CodeNode, ancestors: readonly CodeNode[]): boolean {
  const parent = ancestors.at(-1);
  if (parent?.type === 'unary_expression' || parent?.type === 'assert_statement') return true;
  if (parent?.type !== 'arguments' && parent?.type !== 'argument_list') return false;
  const call = ancestors.at(-2);
  const callee = partOf(call, 'function');
  if (callee === undefined || !harmless.test(textOf(callee))) return false;
  // `expect(add).toThrow()` calls it.
  const matcher = node.source.slice(call?.end, (call?.end ?? 0) + 60);
  return !/^\s*\.(?:not\.|to\.)*(?:toThrow|throw|rejects|resolves)/.test(matcher);
}

function isCallOfCode(call: CodeNode, dependence: Dependence): boolean {
  const callee = partOf(call, 'function') ?? partOf(call, 'constructor');
  if (callee === undefined) return false;
  const root = rootName(callee);
  return dependence.exports.has(root) || dependence.names.has(root) || isGivenCode(call, dependence);
}

/** `items.map(add)`: somebody else calls it. */
function isGivenCode(call: CodeNode, { exports }: Dependence): boolean {
  const callee = partOf(call, 'function');
  const list = partOf(call, 'arguments');
  if (list === undefined || (callee !== undefined && harmless.test(textOf(callee)))) return false;
  return partsOf(list).some((given) => given.type === 'identifier' && exports.get(textOf(given)) === true);
}

/** `a` of `a.b(1).c`. */
function rootName(node: CodeNode): string {
  let at: CodeNode | undefined = node;
  while (at !== undefined && at.type !== 'identifier') {
    at = partOf(at, 'object') ?? partOf(at, 'function') ?? partOf(at, 'constructor') ?? partsOf(at)[0];
  }
  return at === undefined ? '' : textOf(at);
}

function givenTo(call: CodeNode): string[] {
  const list = partOf(call, 'arguments');
  return list === undefined ? [] : partsOf(list).flatMap(namesIn);
}

/** Values that are handed on by these expressions; those inside of functions are their own affair. */
function namesIn(value: CodeNode): string[] {
  return findNodes(value, ['identifier', 'shorthand_property_identifier'], isFunction).map(textOf);
}

function flowsIn(root: CodeNode): Flow[] {
  const flows: Flow[] = [];
  walkCode(root, (node, ancestors) => {
    const [left, right] = sidesOf(node);
    if (left !== undefined && right !== undefined) flows.push({ names: targetsOf(left), value: right });
    // An error that the code under test throws.
    if (node.type === 'catch_clause' || node.type === 'except_clause') {
      const attempt = partOf(ancestors.at(-1), 'body');
      const caught = partOf(node, 'parameter') ?? findNodes(node, ['as_pattern_target'])[0];
      if (attempt !== undefined && caught !== undefined)
        flows.push({ names: namesIn(caught), value: attempt });
    }
    // What a callback is called with comes from who calls it.
    const call = ancestors.at(-2);
    if (isFunction(node) && call !== undefined && ancestors.at(-1)?.type === 'arguments') {
      const parameters = partOf(node, 'parameters') ?? partOf(node, 'parameter');
      const callee = partOf(call, 'function') ?? partOf(call, 'constructor');
      if (parameters !== undefined && callee !== undefined)
        flows.push({ names: namesIn(parameters), value: callee });
    }
  });
  return flows;
}

function sidesOf(node: CodeNode): readonly [CodeNode | undefined, CodeNode | undefined] {
  switch (node.type) {
    case 'variable_declarator':
      return [partOf(node, 'name'), partOf(node, 'value')];
    case 'assignment_expression':
    case 'augmented_assignment_expression':
    case 'assignment':
    case 'augmented_assignment':
    case 'for_in_statement':
    case 'for_statement':
    case 'for_in_clause':
      return [partOf(node, 'left'), partOf(node, 'right')];
    case 'function_declaration':
    case 'function_definition':
      return [partOf(node, 'name'), partOf(node, 'body')];
    case 'as_pattern':
      return [findNodes(node, ['as_pattern_target'])[0], partsOf(node)[0]];
    default:
      return [undefined, undefined];
  }
}

function targetsOf(left: CodeNode): string[] {
  if (left.type === 'member_expression' || left.type === 'attribute' || left.type.startsWith('subscript'))
    return [rootName(left)];
  return findNodes(left, ['identifier', 'shorthand_property_identifier_pattern']).map(textOf);
}

/** `vi.spyOn(console, 'log')` sees what the code does without being given to it. */
function spiesIn(flows: readonly Flow[]): string[] {
  const isSpy = ({ value }: Flow): boolean =>
    /\b(?:spyOn|mock\.method|sinon\.(?:spy|stub)|patch)\b/.test(textOf(value).slice(0, 200));
  return flows.filter(isSpy).flatMap(({ names }) => names);
}
