import { hasChild, partOf, textOf, type CodeNode } from '../code/code-node.ts';
import type { TextEdit } from '../code/edit-text.ts';
import { isFunction, walkCode } from '../code/walk-code.ts';
import { asyncNames, firstArgument, isAsyncCall, type AsyncNames } from './async-calls.ts';
import { editBody, type Repair } from './repair.ts';

const throwing = new Set(['toThrow', 'toThrowError', 'throw', 'throws', 'Throw']);

/**
 * `expect(f(1)).toThrow()` throws before anybody expects it: the call goes into a function; that of an async function becomes a
 * promise that must be rejected. The same for `assert.throws(f(1))`.
 */
export const wrapThrowing: Repair = (body, { parse, module, setup }) => {
  const root = parse(body.code);
  if (root === undefined) return undefined;
  const slow = asyncNames(module.exports);
  const isChai = setup.assertions === 'chai-expect';
  const edits: TextEdit[] = [];
  walkCode(root, (node, ancestors) => {
    if (node.type !== 'call_expression') return;
    const name = propertyOf(node);
    const isAwaited = ancestors.at(-1)?.type === 'await_expression';
    if (name === 'throws' && rootOf(node) === 'assert') edits.push(...fixAssert(node, isAwaited, slow));
    else if (throwing.has(name)) edits.push(...fixExpect(node, isAwaited, isChai, slow));
  });
  return editBody(body, edits);
};

function propertyOf(call: CodeNode): string {
  const property = partOf(partOf(call, 'function'), 'property');
  return property === undefined ? '' : textOf(property);
}

function rootOf(call: CodeNode): string {
  const object = partOf(partOf(call, 'function'), 'object');
  return object === undefined ? '' : textOf(object);
}

function fixAssert(call: CodeNode, isAwaited: boolean, slow: AsyncNames): TextEdit[] {
  const given = firstArgument(call);
  const property = partOf(partOf(call, 'function'), 'property');
  if (given === undefined || property === undefined) return [];
  if (!isSlow(given, slow)) return wrap(given);
  const inner = given.type === 'await_expression' ? withoutAwait(given) : [];
  return [
    ...awaited(call, isAwaited),
    { start: property.start, end: property.end, text: 'rejects' },
    ...inner,
  ];
}

function fixExpect(call: CodeNode, isAwaited: boolean, isChai: boolean, slow: AsyncNames): TextEdit[] {
  const start = expectOf(call);
  const given = start && firstArgument(start.call);
  if (start === undefined || given === undefined || start.words.includes('rejects')) return [];
  if (!isSlow(given, slow) || isChai) return wrap(given);
  const inner = given.type === 'await_expression' ? withoutAwait(given) : [];
  return [
    ...awaited(call, isAwaited),
    { start: start.call.end, end: start.call.end, text: '.rejects' },
    ...inner,
  ];
}

/** The `expect(...)` that a chain of members begins with. */
function expectOf(
  call: CodeNode,
): { readonly call: CodeNode; readonly words: readonly string[] } | undefined {
  const words: string[] = [];
  let node = partOf(call, 'function');
  while (node?.type === 'member_expression') {
    const property = partOf(node, 'property');
    if (property !== undefined) words.push(textOf(property));
    node = partOf(node, 'object');
  }
  const callee = partOf(node, 'function');
  const isExpect = node?.type === 'call_expression' && callee !== undefined && textOf(callee) === 'expect';
  return isExpect && node !== undefined ? { call: node, words } : undefined;
}

function isSlow(given: CodeNode, slow: AsyncNames): boolean {
  if (given.type === 'await_expression') return true;
  return isAsyncCall(given, slow) || (isFunction(given) && hasChild(given, 'async'));
}

/** A call or `new`; a name may well be a function, and so may what `bind` gives. */
function wrap(given: CodeNode): TextEdit[] {
  const isCall = given.type === 'call_expression' && propertyOf(given) !== 'bind';
  if (!isCall && given.type !== 'new_expression') return [];
  return [{ start: given.start, end: given.start, text: '() => ' }];
}

function withoutAwait(given: CodeNode): TextEdit[] {
  const value = given.children.find(({ isNamed }) => isNamed);
  return value === undefined ? [] : [{ start: given.start, end: value.start, text: '' }];
}

function awaited(call: CodeNode, isAwaited: boolean): TextEdit[] {
  return isAwaited ? [] : [{ start: call.start, end: call.start, text: 'await ' }];
}
