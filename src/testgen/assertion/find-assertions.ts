import { hasChild, partOf, textOf, type CodeNode } from '../code/code-node.ts';
import { findNodes, isFunction, walkCode } from '../code/walk-code.ts';

/** A place in a test that can make it fail on purpose. */
export interface FoundAssertion {
  readonly node: CodeNode;
  /** It calls the function that it is given: `toThrow`, `assert.rejects`. */
  readonly isThrowing: boolean;
  /** Why its failure would not be seen; empty: it would. */
  readonly unseen:
    '' | 'swallowed' | 'in a function that nothing calls' | 'in a promise that nothing waits for';
}

/** All assertions of a test, in order. `expect(x)` without a matcher is none. */
export function findAssertions(root: CodeNode): FoundAssertion[] {
  const found: FoundAssertion[] = [];
  walkCode(root, (node, ancestors) => {
    const isThrowing = throwingOf(node);
    if (isThrowing === undefined) return;
    found.push({ node, isThrowing, unseen: whyUnseen(node, ancestors, root) });
    return false;
  });
  return found;
}

/** Undefined: no assertion. */
function throwingOf(node: CodeNode): boolean | undefined {
  if (node.type === 'assert_statement') return false;
  if (node.type === 'with_statement')
    return /^(?:async\s+)?with\s+(?:pytest\.|self\.)?(?:raises|assertRaises)/.test(textOf(node))
      ? true
      : undefined;
  if (node.type === 'call')
    return /^(?:pytest\.raises|self\.assert\w+|\w+\.assert_\w+)\(/.test(textOf(node)) ? true : undefined;
  if (node.type === 'call_expression') return throwingCall(node);
  if (node.type !== 'member_expression') return undefined;
  // `expect(a).to.be.true`: a chain of chai that ends without a call.
  const text = textOf(node);
  return /^expect\b/.test(text) &&
    /\.to\b[\w.]*\.(?:true|false|null|undefined|ok|empty|exist|NaN)$/.test(text)
    ? false
    : undefined;
}

function throwingCall(call: CodeNode): boolean | undefined {
  const callee = partOf(call, 'function');
  if (callee === undefined) return undefined;
  const text = textOf(callee);
  if (/^assert(?:\.strict)?(?:\.\w+)?$/.test(text))
    return /\.(?:throws|rejects|doesNotThrow|doesNotReject)$/.test(text);
  const matcher = /\.(\w+)$/.exec(text)?.[1] ?? '';
  if (callee.type !== 'member_expression' || !startsWithExpect(callee)) return undefined;
  return /^(?:toThrow\w*|throws?|Throw)$/.test(matcher) || /\)\s*\.(?:rejects|resolves)\b/.test(text);
}

function startsWithExpect(callee: CodeNode): boolean {
  let node: CodeNode | undefined = callee;
  let isCalled = false;
  while (node !== undefined) {
    const next: CodeNode | undefined =
      node.type === 'call_expression' ? partOf(node, 'function') : partOf(node, 'object');
    isCalled ||= node.type === 'call_expression' && next !== undefined && textOf(next) === 'expect';
    node = next;
  }
  return isCalled;
}

function whyUnseen(
  assertion: CodeNode,
  ancestors: readonly CodeNode[],
  root: CodeNode,
): FoundAssertion['unseen'] {
  for (let at = ancestors.length - 1; at >= 0; at--) {
    const node = ancestors[at];
    const inner = ancestors[at + 1] ?? assertion;
    if (node === undefined) break;
    if (node.type === 'try_statement' && isSwallowed(node, inner)) return 'swallowed';
    if (!isFunction(node)) continue;
    const reason = whyNotCalled(node, ancestors.slice(0, at), root);
    if (reason !== '') return reason;
  }
  return '';
}

/** In a `try` whose `catch` takes every error, or in a `catch` that may never be reached. */
function isSwallowed(attempt: CodeNode, inner: CodeNode): boolean {
  const handlers = attempt.children.filter(({ type }) => type === 'catch_clause' || type === 'except_clause');
  if (handlers.length === 0) return false;
  const body = partOf(attempt, 'body');
  if (inner === body)
    return !handlers.some((handler) => findNodes(handler, ['throw_statement', 'raise_statement']).length > 0);
  if (!handlers.includes(inner) || body === undefined) return false;
  return (
    !/(?:assert\.fail|expect\.fail|pytest\.fail|fail\(|throw |raise |assert False|expect\((?:true|false)\))/.test(
      textOf(body),
    ) && !/expect\.(?:assertions|hasAssertions)\(/.test(body.source)
  );
}

function whyNotCalled(fn: CodeNode, outer: readonly CodeNode[], root: CodeNode): FoundAssertion['unseen'] {
  const name = nameOf(fn, outer.at(-1));
  if (name !== '') return isUsed(name, root) ? '' : 'in a function that nothing calls';
  const parent = outer.at(-1);
  const call = outer.at(-2);
  if (parent?.type !== 'arguments' || call === undefined) return '';
  const property = partOf(partOf(call, 'function'), 'property');
  const word = textOf(property ?? partOf(call, 'function') ?? call);
  const isLater = /^(?:then|catch|finally|setTimeout|setImmediate|nextTick|queueMicrotask)$/.test(word);
  return isLater && !isWaitedFor(outer) ? 'in a promise that nothing waits for' : '';
}

function nameOf(fn: CodeNode, parent: CodeNode | undefined): string {
  const own = fn.type === 'arrow_function' ? undefined : partOf(fn, 'name');
  const name = own ?? (parent?.type === 'variable_declarator' ? partOf(parent, 'name') : undefined);
  return name?.type === 'identifier' ? textOf(name) : '';
}

/** Called or handed on, beside where it is declared. */
function isUsed(name: string, root: CodeNode): boolean {
  return (
    findNodes(root, ['identifier', 'shorthand_property_identifier']).filter((node) => textOf(node) === name)
      .length > 1
  );
}

function isWaitedFor(outer: readonly CodeNode[]): boolean {
  return outer.some(
    (node) =>
      node.type === 'await_expression' ||
      node.type === 'return_statement' ||
      (isFunction(node) &&
        partOf(node, 'body')?.type !== 'statement_block' &&
        !hasChild(node, 'statement_block')),
  );
}
