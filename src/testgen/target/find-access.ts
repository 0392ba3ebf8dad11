import { partOf, partsOf, textOf, type CodeNode } from '../code/code-node.ts';
import { exportsOf } from '../exports/exports-of.ts';
import type { ModuleExport } from '../exports/module-export.ts';
import { topLevelValues } from '../exports/top-level-values.ts';
import { findNodes } from '../code/walk-code.ts';
import type { TargetAccess } from '../target.ts';

/**
 * How a test gets at a function: by its own export, through its class or object, or through an exported function of the same
 * file that calls it, nearest first.
 *
 * @param name as in Gap: `Cart.addItem`; a function within a function is reached through the outer one
 * @returns undefined where nothing that is exported leads to it
 */
export function findAccess(root: CodeNode, name: string): TargetAccess | undefined {
  const exports = exportsOf(root);
  // The top of a module runs when anything of it is loaded.
  const [any] = exports;
  if (name === '')
    return any && { exported: any.exported, kind: any.kind, member: '', isStatic: false, isAsync: false };
  // `module.exports = function ...` goes by what it is written as.
  const [head = '', member = ''] = name.replace(/^module\.exports\b/, 'default').split('.');
  return (
    accessByPrototype(root, exports, name) ??
    accessBy(exports, head, member) ??
    accessThroughCallers(root, exports, head)
  );
}

/** Methods of a class that is written as a function: `Cart.prototype.add = ...`, `Cart.prototype = { add: ... }`. */
function accessByPrototype(
  root: CodeNode,
  exports: readonly ModuleExport[],
  name: string,
): TargetAccess | undefined {
  const [, owner = ownerOf(root, name), member = name] = /^(\w+)\.prototype\.(\w+)$/.exec(name) ?? [];
  const found = exports.find(({ local }) => local !== '' && local === owner);
  if (found === undefined) return undefined;
  return { exported: found.exported, kind: 'class', member, isStatic: false, isAsync: false };
}

/** The class whose prototype is an object with this member. */
function ownerOf(root: CodeNode, member: string): string | undefined {
  for (const assignment of findNodes(root, ['assignment_expression'])) {
    const [left, right] = [partOf(assignment, 'left'), partOf(assignment, 'right')];
    if (left === undefined || right?.type !== 'object') continue;
    const owner = /^(\w+)\s*(?:\.\s*prototype|\[\s*['"]prototype['"]\s*\])$/.exec(textOf(left))?.[1];
    if (owner !== undefined && memberOf(right, member) !== undefined) return owner;
  }
  return undefined;
}

function accessBy(exports: readonly ModuleExport[], head: string, member: string): TargetAccess | undefined {
  const found = exports.find(({ local, exported }) => local === head || exported === head);
  if (found === undefined || head === '') return undefined;
  const { exported, node } = found;
  const kind = isClass(found) ? 'class' : found.kind;
  const owned = kind === 'class' || kind === 'object' ? memberOf(node, member) : undefined;
  const body = owned ?? node;
  return {
    exported,
    kind,
    member: owned === undefined || member === 'constructor' || member === '__init__' ? '' : member,
    isStatic: owned !== undefined && isStatic(owned),
    isAsync: body !== undefined && body.children.some(({ type }) => type === 'async'),
  };
}

/** How far a function may be from an exported one: a test of a longer chain says little about its end. */
const longestChain = 3;

function accessThroughCallers(
  root: CodeNode,
  exports: readonly ModuleExport[],
  name: string,
): TargetAccess | undefined {
  const values = topLevelValues(root);
  let names = new Set([name]);
  for (let step = 0; step < longestChain; step++) {
    const callers = [...values].filter(([caller, node]) => !names.has(caller) && mentions(node, names));
    const found = callers.map(([caller]) => accessBy(exports, caller, '')).find(Boolean);
    if (found !== undefined) return found;
    names = new Set([...names, ...callers.map(([caller]) => caller)]);
  }
  return undefined;
}

function mentions(node: CodeNode, names: ReadonlySet<string>): boolean {
  return findNodes(node, ['identifier']).some((one) => names.has(textOf(one)));
}

/** Also one that is written as a function and has a prototype of its own. */
function isClass({ local, kind, node }: ModuleExport): boolean {
  if (kind === 'class') return true;
  if (kind !== 'function' || node === undefined || local === '') return false;
  return new RegExp(
    `(?<![\\w$.])${local.replaceAll('$', '\\$')}\\s*(?:\\.\\s*prototype\\b|\\[\\s*['"]prototype['"])`,
  ).test(node.source);
}

function memberOf(owner: CodeNode | undefined, member: string): CodeNode | undefined {
  if (owner === undefined || member === '') return undefined;
  const members = owner.type === 'object' ? partsOf(owner) : partsOf(partOf(owner, 'body') ?? owner);
  return members
    .map((one) => partOf(one, 'definition') ?? one)
    .find((one) => {
      const name = partOf(one, 'name') ?? partOf(one, 'key');
      return name !== undefined && textOf(name).replace(/^(['"])(.*)\1$/, '$2') === member;
    });
}

/** A decorator of Python stands around the function, so that there the first parameter tells. */
function isStatic(member: CodeNode): boolean {
  if (member.children.some(({ type }) => type === 'static')) return true;
  const parameters = partOf(member, 'parameters');
  const first = member.type === 'function_definition' && parameters ? partsOf(parameters)[0] : undefined;
  return first !== undefined && textOf(first) === 'cls';
}
