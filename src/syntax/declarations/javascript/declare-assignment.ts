import type { Node } from 'oxc-parser';
import { addMembers, bind } from './add-declarations.ts';
import { siteOf, type Scope } from './declaration-site.ts';
import { commonJsExport } from './exported-names.ts';
import { isFunction, unwrap } from './node-kinds.ts';

/** `module.exports = ...`, `exports.a = ...`, `A.prototype.b = function ...`. False for anything else. */
export function declareAssignment(expression: Node, scope: Scope, statement: Node): boolean {
  const given = commonJsExport(expression);
  if (given !== undefined) {
    const { value } = given;
    const own = 'id' in value && value.id?.type === 'Identifier' ? value.id.name : 'default';
    const site = {
      ...siteOf(scope, null, statement, undefined),
      name: given.name ?? own,
      isPublic: true,
    };
    if (given.name === undefined && value.type === 'ObjectExpression') addMembers(value, '', site);
    else bind(value, site, isConstant(value) ? 'constant' : undefined);
    return true;
  }
  const node = unwrap(expression);
  if (node.type !== 'AssignmentExpression' || !isFunction(unwrap(node.right))) return false;
  const path = /^([\w$]+)(\.prototype)?\.([\w$]+)$/.exec(scope.walk.textOf(node.left));
  const [, owner = '', prototype, name = ''] = path ?? [];
  if (path === null || owner === 'module' || owner === 'window') return false;
  const isPublic = scope.isPublic(owner, false) && !name.startsWith('_');
  const site = { ...siteOf(scope, null, statement, undefined), name, owner, isPublic };
  bind(node.right, site, undefined, prototype === undefined ? 'function' : 'method');
  return true;
}

/** Not what stands for something that is declared elsewhere, and not a value that is yet to come. */
function isConstant(value: Node): boolean {
  return /^(Literal|TemplateLiteral|ArrayExpression|ObjectExpression|NewExpression)$/.test(value.type);
}
