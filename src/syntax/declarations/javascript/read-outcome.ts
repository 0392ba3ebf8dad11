import type { Node, TSType } from 'oxc-parser';
import type { Declaration } from '../../../docstring/declaration.ts';
import { eachChild, isClass, isFunction, unwrap, type AnyFunction, type TextOf } from './node-kinds.ts';

export type Outcome = Pick<Declaration, 'returns' | 'yields' | 'yieldType' | 'throws'>;

/** What has no outcome. */
export const noOutcome: Outcome = { returns: 'nothing', yields: false, throws: [] };

/** What a call of the function gives, as its own code tells: functions and classes inside of it are not looked into. */
export function readOutcome(fn: AnyFunction, textOf: TextOf): Outcome {
  const { body, generator } = fn;
  const type = fn.returnType?.typeAnnotation;
  if (body === null) return { ...noOutcome, returns: type ? returnsOfType(type) : 'unknown' };
  const isStatements = body.type === 'BlockStatement';
  const found: Found = { values: !isStatements && isValue(body), throws: new Set() };
  if (isStatements) look(body, false, found, textOf);
  // The type of a generator is the iterator, whether or not it ends with a value.
  const returns = type && !generator ? returnsOfType(type) : found.values ? 'value' : 'nothing';
  const yieldType = type && generator ? yieldedType(type, textOf) : undefined;
  return { returns, yields: generator, yieldType, throws: [...found.throws] };
}

/** `T` of `Generator<T>`, of `AsyncIterable<T>` and of their like. */
function yieldedType(type: TSType, textOf: TextOf): string | undefined {
  const [inner] = (type.type === 'TSTypeReference' && type.typeArguments?.params) || [];
  return inner && textOf(inner);
}

/** Of a signature without a body. */
export function returnsOfType(type: TSType): Outcome['returns'] {
  switch (type.type) {
    case 'TSVoidKeyword':
    case 'TSUndefinedKeyword':
    case 'TSNeverKeyword':
      return 'nothing';
    case 'TSTypePredicate':
      return type.asserts ? 'nothing' : 'value';
    case 'TSParenthesizedType':
      return returnsOfType(type.typeAnnotation);
    case 'TSUnionType':
      return type.types.every((one) => returnsOfType(one) === 'nothing') ? 'nothing' : 'value';
    case 'TSTypeReference': {
      const inner = type.typeArguments?.params ?? [];
      const isPromise = type.typeName.type === 'Identifier' && /^Promise(Like)?$/.test(type.typeName.name);
      return isPromise && inner[0] !== undefined ? returnsOfType(inner[0]) : 'value';
    }
    default:
      return 'value';
  }
}

interface Found {
  values: boolean;
  readonly throws: Set<string>;
}

/** @param caught whether it stands in a `try` with a `catch`, which is taken to swallow all: what that throws again counts */
function look(node: Node, caught: boolean, found: Found, textOf: TextOf): void {
  if (isFunction(node) || isClass(node)) return;
  if (node.type === 'TryStatement') {
    look(node.block, caught || node.handler !== null, found, textOf);
    for (const part of [node.handler, node.finalizer]) if (part) look(part, caught, found, textOf);
    return;
  }
  if (node.type === 'ReturnStatement' && node.argument !== null) found.values ||= isValue(node.argument);
  if (node.type === 'ThrowStatement' && !caught) found.throws.add(thrownType(node.argument, textOf));
  eachChild(node, (child) => look(child, caught, found, textOf));
}

function isValue(expression: Node): boolean {
  const node = unwrap(expression);
  if (node.type === 'Identifier') return node.name !== 'undefined';
  return !(node.type === 'UnaryExpression' && node.operator === 'void');
}

/** Of `throw new RangeError(...)`, and of `throw RangeError(...)`, which does the same for classes of the language. */
function thrownType(argument: Node, textOf: TextOf): string {
  const node = unwrap(argument);
  if (node.type !== 'NewExpression' && node.type !== 'CallExpression') return '';
  const type = textOf(node.callee);
  const isName =
    node.type === 'NewExpression' ? /^[\w$.]+$/ : /^(Eval|Range|Reference|Syntax|Type|URI|Aggregate)?Error$/;
  return isName.test(type) ? type : '';
}
