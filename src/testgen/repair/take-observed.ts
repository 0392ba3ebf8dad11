import { hasChild, partOf, partsOf, textOf, type CodeNode } from '../code/code-node.ts';
import type { TextEdit } from '../code/edit-text.ts';
import { countErrors, walkCode } from '../code/walk-code.ts';
import type { Surroundings } from '../surroundings.ts';
import type { TestBody } from '../test-body.ts';
import { editBody } from './repair.ts';
import { isLasting } from './is-lasting.ts';

/** How a test failed, as its runner tells it. */
export interface ObservedFailure {
  readonly kind: string;
  readonly expected?: string;
  /** As source text. */
  readonly actual?: string;
  /** Text of the line of the test file that failed; undefined: unknown. */
  readonly lineText?: string;
}

/**
 * The test with the value that the code really gave, where one wrong literal in one equality made it fail: it then says what the code
 * does, which nobody said it should do. Undefined where that is not so, or where the value would not be the same again: errors,
 * `undefined`, paths, times, identities, long texts.
 */
export function takeObserved(
  body: TestBody,
  failure: ObservedFailure,
  { parse, setup }: Surroundings,
): TestBody | undefined {
  const { actual, expected, kind, lineText } = failure;
  const root = parse(body.code);
  if (kind !== 'assertion' || actual === undefined || root === undefined || !isLasting(actual))
    return undefined;
  const value = parse(setup.language === 'python' ? actual : `(${actual});`);
  if (value === undefined || countErrors(value) > 0 || !isLiteral(value)) return undefined;
  const equalities = findEqualities(root).filter(({ expected: node }) => isLiteral(node));
  const onLine = equalities.filter(({ node }) => lineText === undefined || isOn(node, lineText));
  const meant =
    onLine.length === 1
      ? onLine
      : onLine.filter((one) => expected !== undefined && plain(textOf(one.expected)) === plain(expected));
  const [only, ...others] = meant;
  if (only === undefined || others.length > 0) return undefined;
  const isCompound = /^\s*[[{]/.test(actual);
  const edits: TextEdit[] = isCompound ? deepen(only) : [];
  return editBody(body, [...edits, { start: only.expected.start, end: only.expected.end, text: actual }]);
}

interface Equality {
  readonly node: CodeNode;
  readonly expected: CodeNode;
  /** The word that says how it is compared; undefined for Python's `==`. */
  readonly matcher: CodeNode | undefined;
}

const matchers = new Set(['toBe', 'toEqual', 'toStrictEqual', 'equal', 'equals', 'eql', 'eq']);
const asserts = new Set(['equal', 'strictEqual', 'deepEqual', 'deepStrictEqual']);

function findEqualities(root: CodeNode): Equality[] {
  const found: Equality[] = [];
  walkCode(root, (node) => {
    const one = readCall(node) ?? readPython(node);
    if (one !== undefined) found.push(one);
  });
  return found;
}

function readCall(node: CodeNode): Equality | undefined {
  const callee = partOf(node, 'function');
  const matcher = partOf(callee, 'property');
  const list = partOf(node, 'arguments');
  if (callee === undefined || matcher === undefined || list === undefined) return undefined;
  const text = textOf(callee);
  const given = partsOf(list);
  if (text === `assert.${textOf(matcher)}` && asserts.has(textOf(matcher))) {
    const expected = given.slice(0, 2).findLast(isLiteral);
    return expected && { node, expected, matcher };
  }
  const isExpect = text.startsWith('expect(') && !/\)(?:\.\w+)*\.not\b/.test(text);
  const [expected, ...others] = given;
  if (!isExpect || !matchers.has(textOf(matcher)) || expected === undefined || others.length > 0)
    return undefined;
  return { node, expected, matcher };
}

function readPython(node: CodeNode): Equality | undefined {
  const comparison = node.type === 'assert_statement' ? partsOf(node)[0] : undefined;
  if (comparison?.type !== 'comparison_operator' || !hasChild(comparison, '==')) return undefined;
  const sides = partsOf(comparison);
  const expected = sides.length === 2 ? sides.findLast(isLiteral) : undefined;
  return expected && { node, expected, matcher: undefined };
}

const literalTypes = new Set([
  ...['string', 'number', 'integer', 'float', 'true', 'false', 'null', 'none', 'undefined', 'array', 'list'],
  ...['object', 'dictionary', 'tuple', 'pair', 'unary_expression', 'unary_operator', 'property_identifier'],
  ...['parenthesized_expression', 'expression_statement', 'program', 'module', 'empty_statement'],
]);

const insideString = new Set(['string', 'template_string']);

/** Written out: neither names nor calls in it. */
function isLiteral(node: CodeNode): boolean {
  let isWritten = true;
  walkCode(node, (one) => {
    if (one.isNamed && !literalTypes.has(one.type)) isWritten = false;
    return !insideString.has(one.type) && isWritten;
  });
  return isWritten;
}

/** Objects and lists are never the same one: they are compared by what they hold. */
function deepen({ matcher }: Equality): TextEdit[] {
  if (matcher === undefined) return [];
  const { start, end } = matcher;
  const deep: Readonly<Record<string, string>> = {
    toBe: 'toEqual',
    strictEqual: 'deepStrictEqual',
    equals: 'eql',
  };
  const name = textOf(matcher);
  const isAssert = matcher.source.slice(0, start).endsWith('assert.');
  const before = matcher.source.slice(0, start);
  const other =
    name === 'equal' ? (isAssert ? 'deepEqual' : before.endsWith('deep.') ? 'equal' : 'eql') : deep[name];
  return other === undefined || other === name ? [] : [{ start, end, text: other }];
}

function isOn(node: CodeNode, lineText: string): boolean {
  const first = textOf(node).split('\n', 1)[0]?.trim() ?? '';
  return first !== '' && lineText.includes(first);
}

function plain(text: string): string {
  return text.replace(/["'`]/g, "'").replace(/\s+/g, '');
}
