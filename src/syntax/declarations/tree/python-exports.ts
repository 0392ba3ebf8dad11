import { childOf, partOf, textOf, type SyntaxNode } from './syntax-node.ts';

/** Names in `__all__`, where a file says it in one plain list. */
export function readExports(root: SyntaxNode): ReadonlySet<string> | undefined {
  const said = root.children.filter((one) => /^__all__\b/.test(one.source.slice(one.start, one.start + 8)));
  const assignment = said.length === 1 && said[0] ? childOf(said[0], 'assignment') : undefined;
  const list = assignment && partOf(assignment, 'right');
  if (list === undefined || (list.type !== 'list' && list.type !== 'tuple')) return undefined;
  const items = list.children.filter((one) => one.isNamed && one.type !== 'comment');
  const names = items.map((one) => /^(['"])(\w+)\1$/.exec(textOf(one))?.[2]);
  return names.every((name) => name !== undefined) ? new Set(names) : undefined;
}
