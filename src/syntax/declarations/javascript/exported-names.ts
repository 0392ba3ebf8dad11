import type { Node, Program } from 'oxc-parser';
import { unwrap } from './node-kinds.ts';

/**
 * Names that a file gives away apart from their declarations: `export { a }`, `export default a`, `export = a`,
 * `module.exports = a`, `module.exports = { a }`, `exports.b = a`.
 */
export function exportedNames(program: Program): Set<string> {
  const names = new Set<string>();
  const add = (node: Node): void => {
    if (node.type === 'Identifier') names.add(node.name);
  };
  for (const statement of program.body) {
    if (statement.type === 'ExportNamedDeclaration' && statement.source === null)
      for (const { local } of statement.specifiers) add(local);
    if (statement.type === 'ExportDefaultDeclaration') add(unwrap(statement.declaration));
    if (statement.type === 'TSExportAssignment') add(unwrap(statement.expression));
    if (statement.type !== 'ExpressionStatement') continue;
    const given = commonJsExport(statement.expression);
    if (given === undefined) continue;
    add(given.value);
    if (given.name !== undefined || given.value.type !== 'ObjectExpression') continue;
    for (const property of given.value.properties) if (property.type === 'Property') add(property.value);
  }
  return names;
}

interface CommonJsExport {
  /** Undefined: the value is all that the file exports. */
  readonly name: string | undefined;
  readonly value: Node;
}

/** Of `module.exports = value`, `exports.name = value` and both in a chain. Undefined for anything else. */
export function commonJsExport(expression: Node): CommonJsExport | undefined {
  let node = unwrap(expression);
  let target: Pick<CommonJsExport, 'name'> | undefined;
  while (node.type === 'AssignmentExpression' && node.operator === '=') {
    target ??= exportTarget(node.left);
    node = unwrap(node.right);
  }
  return target && { ...target, value: node };
}

function exportTarget(left: Node): Pick<CommonJsExport, 'name'> | undefined {
  if (isExports(left)) return { name: undefined };
  if (left.type !== 'MemberExpression' || left.computed || !isExports(left.object)) return undefined;
  return left.property.type === 'Identifier' ? { name: left.property.name } : undefined;
}

/** `exports` or `module.exports`. */
function isExports(node: Node): boolean {
  if (node.type === 'Identifier') return node.name === 'exports';
  return (
    node.type === 'MemberExpression' &&
    !node.computed &&
    node.object.type === 'Identifier' &&
    node.object.name === 'module' &&
    node.property.type === 'Identifier' &&
    node.property.name === 'exports'
  );
}
