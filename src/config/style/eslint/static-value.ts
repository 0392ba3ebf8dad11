import type { Argument, Expression, Node, ObjectExpression, Program } from 'oxc-parser';
import { pluginNames, presetOf } from './plugin-names.ts';

/** Levels of an expression that are looked into, steps from a name to its value among them. */
const deepest = 20;
/** Parts of a configuration: names that stand for names could make any number of them. */
const mostParts = 50_000;

/** What names stand for at the top of a module. */
interface Names {
  /** Names of eslint-plugin-jsdoc. */
  readonly plugin: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, Expression>;
  /** Parts that were looked at. */
  readonly seen: { parts: number };
}

/** A value that an expression writes out; undefined for whatever would have to be run. */
export function staticValue(node: Node, names = namesOf([]), depth = 0): unknown {
  if (depth > deepest || names.seen.parts++ > mostParts) return undefined;
  const inner = (one: Node): unknown => staticValue(one, names, depth + 1);
  switch (node.type) {
    case 'Literal':
      return node.value;
    case 'TemplateLiteral':
      return node.expressions.length === 0 ? node.quasis[0]?.value.cooked : undefined;
    case 'ArrayExpression':
      return node.elements.map((one) => (one === null ? undefined : inner(one)));
    case 'SpreadElement':
      return inner(node.argument);
    case 'ObjectExpression':
      return objectOf(node, inner);
    case 'Identifier': {
      const value = names.values.get(node.name);
      return value && inner(value);
    }
    case 'MemberExpression':
      return presetOf(node, names.plugin);
    case 'CallExpression':
      return callOf(node.callee, node.arguments, names, inner);
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      return inner(node.expression);
    default:
      return undefined;
  }
}

/** What a spread brings is kept under `extends`, where configurations name what they build on. */
function objectOf(node: ObjectExpression, valueOf: (node: Node) => unknown): Record<string, unknown> {
  const object = Object.create(null) as Record<string, unknown>;
  for (const property of node.properties) {
    if (property.type === 'SpreadElement')
      object['extends'] = [object['extends'], valueOf(property.argument)];
    else if (!property.computed) {
      const { key } = property;
      const name = key.type === 'Identifier' ? key.name : key.type === 'Literal' ? String(key.value) : '';
      const value = valueOf(property.value);
      object[name] = name === 'extends' ? [object['extends'], value] : value;
    }
  }
  return object;
}

/** `defineConfig(a, b)` and the like are the list of what they get; the plugin's own call names its preset in `config`. */
function callOf(
  callee: Expression,
  given: readonly Argument[],
  { plugin }: Names,
  valueOf: (node: Node) => unknown,
): unknown {
  const values = given.map(valueOf);
  if (callee.type !== 'Identifier' || !plugin.has(callee.name)) return values;
  const [options] = values as [Record<string, unknown> | undefined];
  const preset = options?.['config'];
  return typeof preset === 'string'
    ? { ...options, extends: `plugin:jsdoc/${preset.replace('flat/', '')}` }
    : options;
}

/** What a module exports as its configuration: `export default` or `module.exports`. */
export function staticExport(program: Program): unknown {
  const names = namesOf(program.body);
  for (const node of program.body) {
    if (node.type === 'ExportDefaultDeclaration') return staticValue(node.declaration, names);
    if (node.type !== 'ExpressionStatement' || node.expression.type !== 'AssignmentExpression') continue;
    const { left, right } = node.expression;
    const isExports =
      left.type === 'MemberExpression' &&
      left.object.type === 'Identifier' &&
      left.object.name === 'module' &&
      left.property.type === 'Identifier' &&
      left.property.name === 'exports';
    if (isExports) return staticValue(right, names);
  }
  return undefined;
}

function namesOf(body: Program['body']): Names {
  const values = new Map<string, Expression>();
  for (const node of body) {
    if (node.type !== 'VariableDeclaration' || node.kind !== 'const') continue;
    for (const { id, init } of node.declarations)
      if (id.type === 'Identifier' && init !== null) values.set(id.name, init);
  }
  return { plugin: pluginNames(body), values, seen: { parts: 0 } };
}
