import { partOf, partsOf, textOf, type CodeNode } from '../code/code-node.ts';
import type { Assertion, Check, SimpleOp } from './check.ts';

type Read = (given: readonly string[]) => Check | undefined;

const one =
  (op: SimpleOp): Read =>
  ([value]) =>
    value === undefined ? undefined : { op, value };

const compares =
  (sign: Extract<Check, { op: 'compares' }>['sign']): Read =>
  ([value]) =>
    value === undefined ? undefined : { op: 'compares', sign, value };

const is =
  (value: string): Read =>
  () => ({ op: 'same', value });

const throws: Read = ([value = '']) => ({ op: 'throws', value });
const property: Read = ([name, value]) => (name === undefined ? undefined : { op: 'property', name, value });

/** Matchers of Jest and Vitest. */
const ofJest: Readonly<Record<string, Read>> = {
  toBe: one('same'),
  toEqual: one('equal'),
  toStrictEqual: one('equal'),
  toBeNull: is('null'),
  toBeUndefined: is('undefined'),
  toBeTruthy: () => ({ op: 'truthy' }),
  toBeNaN: is('NaN'),
  toBeInstanceOf: one('instance'),
  toHaveLength: one('length'),
  toContain: one('includes'),
  toMatch: one('matches'),
  toThrow: throws,
  toThrowError: throws,
  toBeGreaterThan: compares('>'),
  toBeGreaterThanOrEqual: compares('>='),
  toBeLessThan: compares('<'),
  toBeLessThanOrEqual: compares('<='),
  toBeCloseTo: ([value, digits = '2']) =>
    value === undefined ? undefined : { op: 'close', value, delta: `0.5 * 10 ** -${digits}` },
  toHaveProperty: property,
  toHaveBeenCalled: () => ({ op: 'called' }),
  toHaveBeenCalledTimes: ([value]) => (value === undefined ? undefined : { op: 'called-times', value }),
  toHaveBeenCalledWith: (given) => ({ op: 'called-with', value: given.join(', ') }),
};

/** Chains of chai, without the words that mean nothing. */
const ofChai: Readonly<Record<string, Read>> = {
  equal: one('same'),
  equals: one('same'),
  eq: one('same'),
  eql: one('equal'),
  'deep.equal': one('equal'),
  'deep.eq': one('equal'),
  true: is('true'),
  false: is('false'),
  null: is('null'),
  undefined: is('undefined'),
  NaN: is('NaN'),
  ok: () => ({ op: 'truthy' }),
  a: one('type'),
  an: one('type'),
  instanceof: one('instance'),
  instanceOf: one('instance'),
  length: one('length'),
  lengthOf: one('length'),
  include: one('includes'),
  includes: one('includes'),
  contain: one('includes'),
  contains: one('includes'),
  match: one('matches'),
  matches: one('matches'),
  throw: throws,
  throws,
  above: compares('>'),
  gt: compares('>'),
  greaterThan: compares('>'),
  least: compares('>='),
  gte: compares('>='),
  below: compares('<'),
  lt: compares('<'),
  lessThan: compares('<'),
  most: compares('<='),
  lte: compares('<='),
  closeTo: ([value, delta]) =>
    value === undefined || delta === undefined ? undefined : { op: 'close', value, delta },
  property,
};

const silent = new Set([
  'to',
  'be',
  'been',
  'is',
  'that',
  'which',
  'and',
  'has',
  'have',
  'with',
  'at',
  'of',
  'same',
]);

export type Dialect = 'jest' | 'chai';

/** An assertion that begins with `expect(...)`, and whose it is. Undefined for anything else, and for matchers that are not known. */
export function readExpect(
  node: CodeNode,
): { readonly assertion: Assertion; readonly dialect: Dialect } | undefined {
  const chain = readChain(node);
  if (chain === undefined) return undefined;
  const isNegated = chain.words.includes('not');
  const promise = chain.words.find((word) => word === 'resolves' || word === 'rejects') ?? '';
  const words = chain.words.filter((word) => !['not', 'resolves', 'rejects'].includes(word));
  const name = words.at(-1) ?? '';
  const dialect: Dialect = words.length === 1 && /^to[A-Z]/.test(name) ? 'jest' : 'chai';
  if (dialect === 'jest' && name === 'toBeFalsy') return truthy(chain.actual, !isNegated, promise);
  if (dialect === 'jest' && name === 'toBeDefined') {
    const check: Check = { op: 'same', value: 'undefined' };
    return { assertion: { actual: chain.actual, check, isNegated: !isNegated, promise }, dialect };
  }
  const key = dialect === 'jest' ? name : words.filter((word) => !silent.has(word)).join('.');
  const table = dialect === 'jest' ? ofJest : ofChai;
  const check = Object.hasOwn(table, key) ? table[key]?.(chain.given) : undefined;
  return check && { assertion: { actual: chain.actual, check, isNegated, promise }, dialect };
}

function truthy(
  actual: string,
  isNegated: boolean,
  promise: Assertion['promise'],
): ReturnType<typeof readExpect> {
  return { assertion: { actual, check: { op: 'truthy' }, isNegated, promise }, dialect: 'jest' };
}

interface Chain {
  readonly actual: string;
  readonly words: readonly string[];
  /** Arguments of the last call. */
  readonly given: readonly string[];
}

/** `expect(actual).a.b.c(given)`, or without the last call. */
function readChain(node: CodeNode): Chain | undefined {
  const words: string[] = [];
  const call = node.type === 'call_expression' ? node : undefined;
  const list = partOf(call, 'arguments');
  let at = call === undefined ? node : partOf(call, 'function');
  while (at?.type === 'member_expression') {
    const property = partOf(at, 'property');
    if (property !== undefined) words.unshift(textOf(property));
    at = partOf(at, 'object');
  }
  const callee = partOf(at, 'function');
  const actual = partsOf(partOf(at, 'arguments') ?? node)[0];
  if (words.length === 0 || at?.type !== 'call_expression' || callee === undefined || actual === undefined)
    return undefined;
  if (textOf(callee) !== 'expect') return undefined;
  return { actual: textOf(actual), words, given: list === undefined ? [] : partsOf(list).map(textOf) };
}
