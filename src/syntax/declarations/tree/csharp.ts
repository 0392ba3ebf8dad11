import type { DeclarationKind, DeclarationTrait } from '../../../docstring/declaration.ts';
import { isVisible, modifiersOf, overridesOf } from './csharp-modifiers.ts';
import { parametersOf, typeParametersOf } from './csharp-parameters.ts';
import { findThrown, typeOfNew } from './find-thrown.ts';
import type { LanguageTable, Place, Reading } from './language-table.ts';
import { childOf, partOf, textOf, type SyntaxNode } from './syntax-node.ts';
import { typeReaders } from './type-readers.ts';
import { nodesWithin } from './walk-tree.ts';

const types: Readonly<Record<string, DeclarationKind>> = {
  class_declaration: 'class',
  struct_declaration: 'class',
  record_declaration: 'class',
  record_struct_declaration: 'class',
  enum_declaration: 'enum',
  interface_declaration: 'interface',
};

export const csharp: LanguageTable = {
  comments: ['comment'],
  texts: [
    'string_literal',
    'verbatim_string_literal',
    'raw_string_literal',
    'interpolated_string_expression',
    'character_literal',
  ],
  closed: [
    'block',
    'arrow_expression_clause',
    'field_declaration',
    'event_field_declaration',
    'accessor_list',
    'attribute_list',
    'parameter_list',
    'enum_member_declaration_list',
    'global_statement',
  ],
  // Directives are no tokens: docs above them belong to what is below.
  between: /^(?:\s|#[ \t]*(?:if|line|nullable|pragma|region)\b[^\n]*\n)*$/,
  readers: () => ({
    ...typeReaders(types, { isVisible, parametersOf, typeParametersOf }),
    delegate_declaration: readDelegate,
    method_declaration: readMethod,
    constructor_declaration: readConstructor,
    property_declaration: readProperty,
    field_declaration: readConstant,
  }),
};

function readDelegate(node: SyntaxNode, place: Place): Reading | undefined {
  return readCallable(node, { kind: 'type', isPublic: isVisible(node, place), traits: [] });
}

function readMethod(node: SyntaxNode, place: Place): Reading | undefined {
  const isPublic = isVisible(node, place);
  return readCallable(node, { kind: 'method', isPublic, traits: overridesOf(node) });
}

/** Only one that takes something has something to say. */
function readConstructor(node: SyntaxNode, place: Place): Reading | undefined {
  if (parametersOf(node).length === 0) return undefined;
  return readCallable(node, { kind: 'constructor', isPublic: isVisible(node, place), traits: [] });
}

interface Known {
  readonly kind: DeclarationKind;
  readonly isPublic: boolean;
  readonly traits: readonly DeclarationTrait[];
}

function readCallable(node: SyntaxNode, known: Known): Reading | undefined {
  const nameNode = partOf(node, 'name');
  if (nameNode === undefined) return undefined;
  const body = partOf(node, 'body');
  const type = partOf(node, 'returns') ?? partOf(node, 'type');
  const own = body === undefined ? [] : nodesWithin(body, (one) => throwWords.nested.includes(one.type));
  return {
    declared: {
      ...known,
      name: textOf(nameNode),
      headEnd: body?.start,
      parameters: parametersOf(node),
      typeParameters: typeParametersOf(node),
      returns: type === undefined || isNothing(textOf(type)) ? 'nothing' : 'value',
      yields: own.some((one) => one.type === 'yield_statement'),
      throws: body === undefined ? [] : findThrown(body, throwWords),
    },
  };
}

function readProperty(node: SyntaxNode, place: Place): Reading | undefined {
  const nameNode = partOf(node, 'name');
  if (nameNode === undefined) return undefined;
  const accessors = partOf(node, 'accessors');
  const value = partOf(node, 'value');
  const arrow = value?.type === 'arrow_expression_clause' ? value : undefined;
  const code = accessors ?? arrow;
  const isTrivial = code !== undefined && fieldOnly.test(textOf(code));
  return {
    declared: {
      kind: 'property',
      name: textOf(nameNode),
      isPublic: isVisible(node, place),
      headEnd: code?.start,
      throws: code === undefined ? [] : findThrown(code, throwWords),
      traits: [...overridesOf(node), ...(isTrivial ? (['trivial'] as const) : [])],
    },
  };
}

/** A comment stands for all names of `A = 1, B = 2`. */
function readConstant(node: SyntaxNode, place: Place): Reading | undefined {
  if (!modifiersOf(node).includes('const') || !isVisible(node, place)) return undefined;
  const variables = childOf(node, 'variable_declaration');
  const first = variables && childOf(variables, 'variable_declarator');
  const nameNode = first && partOf(first, 'name');
  if (nameNode === undefined) return undefined;
  return { declared: { kind: 'constant', name: textOf(nameNode), isPublic: true } };
}

const field = String.raw`(?:this\s*\.\s*)?(?!(?:true|false|null|this|default)\b)[\p{Ll}_]\w*`;

/** `=> name` or `{ get { return name; } }`: nothing but a look at a field, and no way to set it. */
const fieldOnly = new RegExp(
  String.raw`^(?:=>\s*${field}|\{\s*get\s*(?:=>\s*${field}\s*;|\{\s*return\s+${field}\s*;\s*\})\s*\})$`,
  'u',
);

const throwWords = {
  throws: ['throw_statement', 'throw_expression'],
  tries: ['try_statement'],
  catches: ['catch_clause'],
  nested: ['lambda_expression', 'anonymous_method_expression', 'local_function_statement'],
  typeOf: typeOfNew,
};

function isNothing(type: string): boolean {
  return /^(?:void|(?:System\.Threading\.Tasks\.)?(?:Value)?Task)$/.test(type);
}
