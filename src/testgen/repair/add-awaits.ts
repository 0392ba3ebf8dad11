import { hasChild, partOf, textOf, type CodeNode } from '../code/code-node.ts';
import type { TextEdit } from '../code/edit-text.ts';
import { findNodes, isFunction, walkCode } from '../code/walk-code.ts';
import { asyncNames, isAsyncCall } from './async-calls.ts';
import { editBody, type Repair } from './repair.ts';

/** Calls that give a promise, and assertions about one, wait for it. */
export const addAwaits: Repair = (body, { parse, module }) => {
  const root = parse(body.code);
  if (root === undefined) return undefined;
  const slow = asyncNames(module.exports);
  const edits: TextEdit[] = [];
  walkCode(root, (node, ancestors) => {
    if (node.type !== 'call_expression') return;
    const isPromise = isAsyncCall(node, slow) || isPromiseAssertion(node);
    const parent = ancestors.at(-1);
    if (!isPromise || parent === undefined || !canAwait(ancestors) || isHandled(ancestors)) return;
    const isObject = parent.type === 'member_expression' && node.field === 'object';
    edits.push({ start: node.start, end: node.start, text: isObject ? '(await ' : 'await ' });
    if (isObject) edits.push({ start: node.end, end: node.end, text: ')' });
  });
  return editBody(body, edits);
};

/** `expect(p).rejects.toThrow()`, `expect(p).resolves.toBe(1)`, `assert.rejects(p)` */
function isPromiseAssertion(call: CodeNode): boolean {
  const callee = partOf(call, 'function');
  if (callee?.type !== 'member_expression') return false;
  const text = textOf(callee);
  if (/^assert\.(?:rejects|doesNotReject)$/.test(text)) return true;
  if (!text.startsWith('expect(')) return false;
  return findNodes(callee, ['property_identifier'], (node) => node.type === 'arguments').some((node) =>
    ['rejects', 'resolves'].includes(textOf(node)),
  );
}

/** In the test itself, or in an async function. */
function canAwait(ancestors: readonly CodeNode[]): boolean {
  const around = ancestors.findLast(isFunction);
  return around === undefined || hasChild(around, 'async');
}

/** Somebody waits for it already, or is given the promise itself. */
function isHandled(ancestors: readonly CodeNode[]): boolean {
  for (let at = ancestors.length - 1; at >= 0; at--) {
    const node = ancestors[at];
    if (node === undefined) return false;
    if (node.type === 'await_expression' || node.type === 'return_statement') return true;
    // `() => load()`
    if (isFunction(node)) return true;
    if (node.type === 'member_expression' && at === ancestors.length - 1) return isThen(node);
    if (node.type === 'call_expression' && isTakingPromise(node)) return true;
    if (node.type === 'array' || node.type === 'arguments' || node.type === 'parenthesized_expression')
      continue;
    if (node.type === 'call_expression') return false;
    // `const promise = load()` that is handed on by its name, as in `await promise`.
    if (node.type === 'variable_declarator') return isAwaitedLater(node, ancestors[0] ?? node);
    return false;
  }
  return false;
}

function isThen(member: CodeNode): boolean {
  const property = partOf(member, 'property');
  return property !== undefined && /^(?:then|catch|finally)$/.test(textOf(property));
}

/** `Promise.all(...)`, `assert.rejects(...)`, `expect(...)` of `rejects` or `resolves`. */
function isTakingPromise(call: CodeNode): boolean {
  const callee = textOf(partOf(call, 'function') ?? call);
  if (/^(?:Promise\.\w+|assert\.(?:rejects|doesNotReject))$/.test(callee)) return true;
  const behind = call.source.slice(call.end, call.end + 20);
  return callee === 'expect' && /^\s*\.(?:rejects|resolves)\b/.test(behind);
}

function isAwaitedLater(declarator: CodeNode, root: CodeNode): boolean {
  const name = partOf(declarator, 'name');
  if (name?.type !== 'identifier') return false;
  const own = textOf(name).replaceAll('$', '\\$');
  const ways = [
    `\\bawait\\s+${own}\\b`,
    `\\b${own}\\.(?:then|catch|finally)\\b`,
    `\\(${own}\\)\\.(?:rejects|resolves)`,
    `rejects\\(${own}\\b`,
    `\\[[^\\]]*\\b${own}\\b`,
  ];
  return new RegExp(ways.join('|')).test(root.source);
}
