import { bindNames } from '../code/bound-names.ts';
import { partOf, textOf, type CodeNode } from '../code/code-node.ts';
import { walkCode } from '../code/walk-code.ts';
import { calleeOf } from './deny-loading.ts';
import type { Deny } from './denied-code.ts';

/** Free names that generated code may not use, and what they do. */
const deniedNames: Readonly<Record<string, string>> = {
  eval: 'runs text as code (eval)',
  Function: 'runs text as code (Function)',
  WebAssembly: 'runs binary code (WebAssembly)',
  importScripts: 'runs text as code (importScripts)',
  fetch: 'opens connections (fetch)',
  XMLHttpRequest: 'opens connections (XMLHttpRequest)',
  WebSocket: 'opens connections (WebSocket)',
  EventSource: 'opens connections (EventSource)',
  Worker: 'starts threads (Worker)',
  SharedWorker: 'starts threads (SharedWorker)',
  Deno: 'reaches the process (Deno)',
  Bun: 'reaches the process (Bun)',
};

/** Names behind which everything can be found, so that only plain members of them may be used. */
const wholes = new Set(['globalThis', 'global', 'window', 'self', 'process', 'require', 'module']);

/** What a test may read of the process. */
const processMembers = new Set(
  (
    'argv cwd emit emitWarning exitCode hrtime listenerCount listeners memoryUsage cpuUsage nextTick off on once ' +
    'platform arch release removeAllListeners removeListener stderr stdout stdin uptime version versions'
  ).split(' '),
);

/** Functions of test frameworks that take something to replace it or to ask about it. */
const askers = /(^|\.)(spyOn|stub|replace|replaceProperty|mocked|isMockFunction|expect|assert\w*)$/;

/** Global names that reach out of a test: by name, through the global object, the process, or the module loader. */
export function denyGlobals(root: CodeNode, deny: Deny): void {
  const free = new Set(bindNames(root).free);
  walkCode(root, (node, ancestors) => {
    if (!free.has(node)) return;
    const name = textOf(node);
    const parent = ancestors.at(-1);
    if (wholes.has(name)) denyWhole(node, name, ancestors, deny);
    else if (Object.hasOwn(deniedNames, name) && !isAskedAbout(node, parent, ancestors.at(-2))) {
      deny(node, deniedNames[name] ?? name);
    }
  });
}

function denyWhole(node: CodeNode, name: string, ancestors: readonly CodeNode[], deny: Deny): void {
  const parent = ancestors.at(-1);
  const above = ancestors.at(-2);
  if (parent?.type === 'subscript_expression' && node.field === 'object') {
    deny(node, `hides what it uses (${name}[…])`);
  } else if (parent?.type === 'member_expression' && node.field === 'object') {
    if (isReplaced(parent, above) || isAskedAbout(parent, above, ancestors.at(-3))) return;
    const reason = judgeMember(name, parent, above, ancestors.at(-3));
    if (reason !== '') deny(node, reason);
  } else if (!(name === 'require' && parent?.type === 'call_expression' && node.field === 'function')) {
    if (!isAskedAbout(node, parent, above)) deny(node, `passes ${name} on`);
  }
}

function judgeMember(
  name: string,
  member: CodeNode,
  above: CodeNode | undefined,
  top: CodeNode | undefined,
): string {
  const property = partOf(member, 'property');
  const used = property === undefined ? '' : textOf(property);
  if (name === 'require') return used === 'resolve' ? '' : `reaches the module loader (require.${used})`;
  if (name === 'module') return used === 'exports' ? '' : `reaches the module loader (module.${used})`;
  if (name !== 'process') {
    if (wholes.has(used)) return `passes ${used} on`;
    return Object.hasOwn(deniedNames, used) ? (deniedNames[used] ?? used) : '';
  }
  if (used === 'env') return isWritten(member, above, top) ? '' : 'reads the environment (process.env)';
  return processMembers.has(used) ? '' : `reaches the process (process.${used})`;
}

/** `process.env.NAME = …`, `delete process.env.NAME`: what the code under test then reads. */
function isWritten(member: CodeNode, above: CodeNode | undefined, top: CodeNode | undefined): boolean {
  const isPart = above !== undefined && ['member_expression', 'subscript_expression'].includes(above.type);
  if (!isPart || member.field !== 'object') return false;
  return isReplaced(above, top);
}

function isReplaced(node: CodeNode, parent: CodeNode | undefined): boolean {
  if (parent?.type === 'assignment_expression') return node.field === 'left';
  return parent?.type === 'unary_expression' && parent.children[0]?.type === 'delete';
}

/** `typeof fetch`, `expect(fetch)`, `vi.spyOn(process, 'exit')`. */
function isAskedAbout(node: CodeNode, parent: CodeNode | undefined, above: CodeNode | undefined): boolean {
  if (parent?.type === 'unary_expression') return parent.children[0]?.type === 'typeof';
  return (
    parent?.type === 'arguments' &&
    above?.type === 'call_expression' &&
    askers.test(calleeOf(above)) &&
    node.isNamed
  );
}
