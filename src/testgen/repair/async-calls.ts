import { hasChild, partOf, partsOf, textOf, type CodeNode } from '../code/code-node.ts';
import { findNodes } from '../code/walk-code.ts';
import type { ModuleExport } from '../exports/module-export.ts';

/** Names of the module's functions and methods that give a promise, as far as their heads tell. */
export interface AsyncNames {
  readonly functions: ReadonlySet<string>;
  readonly methods: ReadonlySet<string>;
}

/** A method counts when every one of its name in the module gives a promise. */
export function asyncNames(exports: readonly ModuleExport[]): AsyncNames {
  const functions = exports.flatMap(({ exported, local, node }) =>
    node !== undefined && givesPromise(node) ? [exported, local] : [],
  );
  const members = exports.flatMap(({ node, kind }) =>
    node === undefined || (kind !== 'class' && kind !== 'object')
      ? []
      : findNodes(node, ['method_definition', 'pair']),
  );
  const slow = members.filter((member) => givesPromise(partOf(member, 'value') ?? member)).map(nameOf);
  const quick = new Set(
    members.filter((member) => !givesPromise(partOf(member, 'value') ?? member)).map(nameOf),
  );
  return { functions: new Set(functions), methods: new Set(slow.filter((name) => !quick.has(name))) };
}

function nameOf(member: CodeNode): string {
  const name = partOf(member, 'name') ?? partOf(member, 'key');
  return name === undefined ? '' : textOf(name);
}

function givesPromise(node: CodeNode): boolean {
  const type = partOf(node, 'return_type');
  const isGenerator = hasChild(node, '*');
  return (
    !isGenerator && (hasChild(node, 'async') || (type !== undefined && /^:\s*Promise\b/.test(textOf(type))))
  );
}

/** Whether a call gives a promise. */
export function isAsyncCall(call: CodeNode, { functions, methods }: AsyncNames): boolean {
  if (call.type !== 'call_expression') return false;
  const callee = partOf(call, 'function');
  if (callee?.type === 'identifier') return functions.has(textOf(callee));
  const property = partOf(callee, 'property');
  return property !== undefined && (methods.has(textOf(property)) || functions.has(textOf(property)));
}

/** The first argument of a call. */
export function firstArgument(call: CodeNode): CodeNode | undefined {
  const list = partOf(call, 'arguments');
  return list === undefined ? undefined : partsOf(list)[0];
}
