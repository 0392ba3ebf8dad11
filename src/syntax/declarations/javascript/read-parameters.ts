import type { Node, ParamPattern, TSTypeParameterDeclaration } from 'oxc-parser';
import type { Parameter } from '../../../docstring/declaration.ts';

/** As a caller sees them: TypeScript's `this` is none. */
export function readParameters(params: readonly ParamPattern[]): Parameter[] {
  return params.map(readParameter).filter(({ name }) => name !== 'this');
}

export function readTypeParameters(declared: TSTypeParameterDeclaration | null | undefined): string[] {
  return (declared?.params ?? []).map(({ name }) => name.name);
}

function readParameter(param: ParamPattern): Parameter {
  if (param.type === 'TSParameterProperty') return readParameter(param.parameter);
  const isRest = param.type === 'RestElement';
  const pattern = isRest ? param.argument : param.type === 'AssignmentPattern' ? param.left : param;
  const isOptional = param.type === 'AssignmentPattern' || ('optional' in param && param.optional === true);
  const literal = param.type === 'AssignmentPattern' ? literalType(param.right) : undefined;
  return { ...readPattern(pattern), isOptional, isRest, ...(literal && { literal }) };
}

function literalType(value: Node): Parameter['literal'] {
  if (value.type === 'TemplateLiteral') return 'string';
  if (value.type === 'UnaryExpression' && value.operator === '-') return literalType(value.argument);
  const type = value.type === 'Literal' ? typeof value.value : '';
  return type === 'string' || type === 'number' || type === 'boolean' ? type : undefined;
}

function readPattern(pattern: Node): Pick<Parameter, 'name' | 'properties'> {
  if (pattern.type === 'Identifier') return { name: pattern.name, properties: [] };
  const entries = pattern.type === 'ObjectPattern' ? pattern.properties : [];
  const properties = entries.flatMap((entry) => {
    if (entry.type !== 'Property' || entry.computed) return [];
    if (entry.key.type === 'Identifier') return [entry.key.name];
    return entry.key.type === 'Literal' ? [String(entry.key.value)] : [];
  });
  return { name: '', properties };
}
