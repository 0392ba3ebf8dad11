import { partOf, partsOf, textOf, type CodeNode } from '../code/code-node.ts';

/** Functions, classes and values at the top of a module, by name. The last of several of one name counts. */
export type TopLevelValues = ReadonlyMap<string, CodeNode>;

const declarations = new Set([
  'function_declaration',
  'generator_function_declaration',
  'class_declaration',
  'abstract_class_declaration',
  'function_definition',
  'class_definition',
]);

/** @param root a module, or one declaration by itself */
export function topLevelValues(root: CodeNode): TopLevelValues {
  const isModule = root.type === 'program' || root.type === 'module';
  return new Map((isModule ? partsOf(root) : [root]).flatMap(valuesOf));
}

/** What a name stands for; of anything else, itself. Undefined for a name that comes from elsewhere. */
export function valueBehind(value: CodeNode, values: TopLevelValues): CodeNode | undefined {
  const isName = value.type === 'identifier' || value.type === 'shorthand_property_identifier';
  return isName ? values.get(textOf(value)) : value;
}

function valuesOf(statement: CodeNode): [name: string, value: CodeNode][] {
  const inner =
    partOf(statement, 'declaration') ?? // export
    partOf(statement, 'definition'); // decorators of Python
  if (inner !== undefined) return valuesOf(inner);
  const name = partOf(statement, 'name');
  if (declarations.has(statement.type)) return name === undefined ? [] : [[textOf(name), statement]];
  if (statement.type === 'lexical_declaration' || statement.type === 'variable_declaration')
    return partsOf(statement).flatMap(variable);
  if (statement.type === 'expression_statement') return partsOf(statement).flatMap(assignedName);
  return [];
}

function variable(declarator: CodeNode): [string, CodeNode][] {
  const name = partOf(declarator, 'name');
  if (name?.type !== 'identifier') return [];
  return [[textOf(name), partOf(declarator, 'value') ?? declarator]];
}

/** `LIMIT = 3` of Python; in JavaScript such an assignment declares nothing. */
function assignedName(expression: CodeNode): [string, CodeNode][] {
  const [left, right] = [partOf(expression, 'left'), partOf(expression, 'right')];
  if (expression.type !== 'assignment' || left?.type !== 'identifier' || right === undefined) return [];
  return [[textOf(left), right]];
}
