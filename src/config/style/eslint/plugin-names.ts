import type { MemberExpression, Node, Program } from 'oxc-parser';

const plugin = 'eslint-plugin-jsdoc';

/** Names under which a module has eslint-plugin-jsdoc. */
export function pluginNames(body: Program['body']): Set<string> {
  const names = new Set<string>();
  for (const node of body) {
    if (node.type === 'ImportDeclaration' && node.source.value === plugin)
      for (const { local } of node.specifiers) names.add(local.name);
    if (node.type !== 'VariableDeclaration') continue;
    for (const { id, init } of node.declarations) {
      if (!isRequire(init)) continue;
      if (id.type === 'Identifier') names.add(id.name);
      if (id.type !== 'ObjectPattern') continue;
      for (const entry of id.properties)
        if (entry.type === 'Property' && entry.value.type === 'Identifier') names.add(entry.value.name);
    }
  }
  return names;
}

function isRequire(node: Node | null): boolean {
  if (node?.type !== 'CallExpression' || node.callee.type !== 'Identifier') return false;
  const [source] = node.arguments;
  return node.callee.name === 'require' && source?.type === 'Literal' && source.value === plugin;
}

/**
 * `plugin:jsdoc/NAME` for `jsdoc.configs['flat/NAME']`, for `jsdoc.configs.NAME`, and for what is taken out of those, such as
 * their `rules`. Undefined for any other member.
 */
export function presetOf(node: MemberExpression, names: ReadonlySet<string>): string | undefined {
  const path: string[] = [];
  let object: Node = node;
  while (object.type === 'MemberExpression') {
    const { property } = object;
    const isName = property.type === 'Identifier' && !object.computed;
    path.unshift(isName ? property.name : property.type === 'Literal' ? String(property.value) : '');
    object = object.object;
  }
  const [first, preset = ''] = path[0] === 'default' ? path.slice(1) : path;
  const isOurs = object.type === 'Identifier' && names.has(object.name) && first === 'configs';
  return isOurs ? `plugin:jsdoc/${preset.replace('flat/', '')}` : undefined;
}
