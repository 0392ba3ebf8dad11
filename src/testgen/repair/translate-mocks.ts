import { bindNames } from '../code/bound-names.ts';
import { textOf, type CodeNode } from '../code/code-node.ts';
import type { TextEdit } from '../code/edit-text.ts';
import { walkCode } from '../code/walk-code.ts';
import type { TestSetup } from '../framework.ts';
import { editBody, type Repair } from './repair.ts';

const owners: Partial<Record<TestSetup['framework'], string>> = {
  vitest: 'vi',
  jest: 'jest',
  'node:test': 'mock',
};

/** Of the mocks of node:test, by those of the others. */
const ofNode: Readonly<Record<string, string>> = { fn: 'fn', spyOn: 'method', restoreAllMocks: 'restoreAll' };

/** `jest.fn()` in a repository that tests with Vitest, and the other way round. */
export const translateMocks: Repair = (body, { parse, setup }) => {
  const root = parse(body.code);
  const own = owners[setup.framework];
  if (root === undefined || own === undefined) return undefined;
  const foreign = new Set(Object.values(owners).filter((name) => name !== own));
  const free = new Set(bindNames(root).free.filter((node) => foreign.has(textOf(node))));
  const edits: TextEdit[] = [];
  walkCode(root, (node, ancestors) => {
    const parent = ancestors.at(-1);
    if (free.has(node) && parent?.type === 'member_expression') edits.push(...translate(node, parent, own));
  });
  return editBody(body, edits);
};

function translate(owner: CodeNode, parent: CodeNode, own: string): TextEdit[] {
  const property = parent.children.find(({ field }) => field === 'property');
  if (property === undefined || owner.field !== 'object') return [];
  const name = textOf(property);
  const toNode = own === 'mock' ? ofNode[name] : name;
  const fromNode =
    textOf(owner) === 'mock' ? Object.entries(ofNode).find(([, one]) => one === name)?.[0] : toNode;
  if (fromNode === undefined) return [];
  return [{ start: parent.start, end: parent.end, text: `${own}.${fromNode}` }];
}
