import { bindNames } from '../code/bound-names.ts';
import { hasChild, partOf, partsOf, textOf, type CodeNode } from '../code/code-node.ts';
import type { TextEdit } from '../code/edit-text.ts';
import { walkCode } from '../code/walk-code.ts';
import type { ModuleExport } from '../exports/module-export.ts';
import type { Surroundings } from '../surroundings.ts';
import { findNeed } from '../write/plan-imports.ts';
import { nameOfFile } from '../write/specifier.ts';
import { editBody, type Repair } from './repair.ts';

/**
 * Names that nothing knows, and that mean something the module exports: `sut.add(1)` for `add(1)`, `additem` for `addItem`, a
 * static method or a member of an exported object without its owner.
 */
export const fixNames: Repair = (body, around) => {
  const root = around.parse(body.code);
  if (root === undefined) return undefined;
  const unknown = new Set(bindNames(root).free.filter((node) => isUnknown(textOf(node), body.needs, around)));
  const edits: TextEdit[] = [];
  const instances = new Set<string>();
  walkCode(root, (node, ancestors) => {
    if (!unknown.has(node)) return;
    const parent = ancestors.at(-1);
    const owner = fixOwner(node, parent, around);
    const made = owner === undefined ? instanceOf(node, parent, around) : undefined;
    if (made !== undefined) instances.add(made);
    const edit = owner ?? (made === undefined ? fixName(node, around) : undefined);
    if (edit !== undefined) edits.push(edit);
  });
  const start = [...instances].map((text) => ({ start: 0, end: 0, text: `${text}\n` }));
  return editBody(body, [...start, ...edits]);
};

function isUnknown(name: string, needs: Parameters<typeof findNeed>[2], around: Surroundings): boolean {
  return findNeed(name, false, needs, around, around.module.path) === undefined && !isGlobal(name, around);
}

/** The names that a framework gives everywhere, and `undefined`, `console` and others in small letters are nobody's mistake. */
function isGlobal(name: string, { setup }: Surroundings): boolean {
  const frameworks = ['expect', 'assert', 'describe', 'it', 'test', 'vi', 'jest', 'mock', 'sinon', 'should'];
  return setup.language !== 'python' && [...frameworks, ...commonGlobals].includes(name);
}

const commonGlobals = [
  'undefined',
  'console',
  'process',
  'global',
  'globalThis',
  'window',
  'document',
  'module',
];

/** The statement that makes the object of `cart.add(1)`, where the module exports a class `Cart` that needs nothing to be made. */
function instanceOf(
  node: CodeNode,
  parent: CodeNode | undefined,
  { module, setup }: Surroundings,
): string | undefined {
  const name = textOf(node);
  if (node.field !== 'object' || parent?.children[0] !== node || !/^[a-z]/.test(name)) return undefined;
  const made = module.exports.find(({ exported, kind }) => kind === 'class' && same(exported, name));
  if (made?.node === undefined || needsArguments(made.node)) return undefined;
  return setup.language === 'python'
    ? `${name} = ${nameOf(made)}()`
    : `const ${name} = new ${nameOf(made)}();`;
}

function needsArguments(owner: CodeNode): boolean {
  const members = partsOf(partOf(owner, 'body') ?? owner);
  const maker = members.find((member) =>
    /^(?:constructor|__init__)$/.test(textOf(partOf(member, 'name') ?? member)),
  );
  const list = partOf(maker, 'parameters');
  const isFree = ({ type }: CodeNode): boolean =>
    /^(?:assignment_pattern|optional_parameter|rest_pattern|default_|.*splat)/.test(type);
  return (
    list !== undefined && partsOf(list).filter((one) => !isFree(one) && textOf(one) !== 'self').length > 0
  );
}

/** `sut.add` becomes `add`; nothing that the module exports is called like its owner. */
function fixOwner(node: CodeNode, parent: CodeNode | undefined, around: Surroundings): TextEdit | undefined {
  const isOwner = parent?.type === 'member_expression' || parent?.type === 'attribute';
  if (!isOwner || node.field !== 'object' || parent === undefined) return undefined;
  const property = partOf(parent, 'property') ?? partOf(parent, 'attribute');
  const { exports, path } = around.module;
  const name = property === undefined ? '' : textOf(property);
  const isExport = exports.some(({ exported, kind }) => exported === name && kind !== 'value');
  const isObject = exports.some(({ exported, kind }) => kind === 'object' && same(exported, textOf(node)));
  const isOwnDefault =
    exports.some(({ exported }) => exported === 'default') && same(nameOfFile(path), textOf(node));
  if (!isExport || isObject || isOwnDefault) return undefined;
  return { start: parent.start, end: parent.end, text: name };
}

function fixName(node: CodeNode, { module }: Surroundings): TextEdit | undefined {
  const name = textOf(node);
  const alike = module.exports.map(nameOf).filter((one) => one !== '' && same(one, name));
  const owners = module.exports.filter((one) => one.exported !== 'default' && holds(one, name));
  const [only, ...others] = new Set([...alike, ...owners.map(({ exported }) => `${exported}.${name}`)]);
  if (only === undefined || others.length > 0 || only === name) return undefined;
  const isShort = node.type === 'shorthand_property_identifier';
  return { start: node.start, end: node.end, text: isShort ? `${name}: ${only}` : only };
}

/** What a test calls it. */
function nameOf({ exported, local }: ModuleExport): string {
  return exported === 'default' ? local : exported;
}

function same(one: string, other: string): boolean {
  const plain = (text: string): string => text.replaceAll('_', '').toLowerCase();
  return plain(one) === plain(other);
}

/** A member of an object, or a static one of a class. */
function holds({ kind, node }: ModuleExport, name: string): boolean {
  if (node === undefined) return false;
  const members =
    kind === 'object' ? partsOf(node) : kind === 'class' ? partsOf(partOf(node, 'body') ?? node) : [];
  return members.some((member) => {
    const own = partOf(member, 'name') ?? partOf(member, 'key');
    if (own === undefined || textOf(own) !== name) return false;
    return kind === 'object' || hasChild(member, 'static');
  });
}
