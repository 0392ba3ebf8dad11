import { partOf, partsOf, textOf, type CodeNode } from '../code/code-node.ts';
import { findNodes } from '../code/walk-code.ts';
import { exportAs, type ModuleExport } from './module-export.ts';
import { valueBehind, type TopLevelValues } from './top-level-values.ts';

/**
 * What `module.exports` and `exports` are given, also within the function that a module for several loaders is wrapped in; of
 * several of one name the last counts.
 */
export function commonJsExports(root: CodeNode, values: TopLevelValues): ModuleExport[] {
  const found = new Map<string, ModuleExport>();
  for (const assignment of findNodes(root, ['assignment_expression'])) {
    for (const one of exportedBy(assignment, values)) found.set(one.exported, one);
  }
  return [...found.values()];
}

function exportedBy(assignment: CodeNode, values: TopLevelValues): ModuleExport[] {
  const left = partOf(assignment, 'left');
  const right = lastValue(partOf(assignment, 'right'));
  if (left === undefined || right === undefined) return [];
  const target = textOf(left)
    .replace(/\s+/g, '')
    .replace(/^module\[['"]exports['"]\]/, 'module.exports');
  const property = /^(?:module\.)?exports\.([A-Za-z_$][\w$]*)$/.exec(target)?.[1];
  if (property === 'default') return [{ ...exportAs(property, right, values), isProperty: true }];
  if (property !== undefined) return [exportAs(property, right, values)];
  return target === 'module.exports' ? wholeModule(right, values) : [];
}

/** `module.exports = exports = value` */
function lastValue(right: CodeNode | undefined): CodeNode | undefined {
  let value = right;
  while (value?.type === 'assignment_expression') value = partOf(value, 'right');
  return value;
}

/** An object gives its members; anything else is the module itself. */
function wholeModule(value: CodeNode, values: TopLevelValues): ModuleExport[] {
  const { node } = valueBehind(value, values);
  if (node?.type !== 'object') return [exportAs('default', value, values)];
  return partsOf(node).flatMap((member) => memberOf(member, values));
}

function memberOf(member: CodeNode, values: TopLevelValues): ModuleExport[] {
  if (member.type === 'shorthand_property_identifier') return [exportAs(textOf(member), member, values)];
  if (member.type === 'method_definition') {
    const name = partOf(member, 'name');
    return name === undefined ? [] : [{ exported: textOf(name), local: '', kind: 'function', node: member }];
  }
  const [key, value] = [partOf(member, 'key'), partOf(member, 'value')];
  if (member.type !== 'pair' || key?.type !== 'property_identifier' || value === undefined) return [];
  return [exportAs(textOf(key), value, values)];
}
