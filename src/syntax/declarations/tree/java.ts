import type { Declaration, DeclarationKind, Parameter } from '../../../docstring/declaration.ts';
import { findThrown, typeOfNew } from './find-thrown.ts';
import type { LanguageTable, Place, Reading } from './language-table.ts';
import { childOf, childrenOf, partOf, textOf, type SyntaxNode } from './syntax-node.ts';
import { typeReaders } from './type-readers.ts';

const types: Readonly<Record<string, DeclarationKind>> = {
  class_declaration: 'class',
  record_declaration: 'class',
  enum_declaration: 'enum',
  interface_declaration: 'interface',
  annotation_type_declaration: 'interface',
};

export const java: LanguageTable = {
  comments: ['line_comment', 'block_comment'],
  texts: ['string_literal', 'character_literal'],
  closed: [
    'block',
    'constructor_body',
    'field_declaration',
    'constant_declaration',
    'enum_constant',
    'modifiers',
    'static_initializer',
  ],
  readers: () => ({
    ...typeReaders(types, { isVisible, parametersOf, typeParametersOf }),
    method_declaration: readMethod,
    annotation_type_element_declaration: readMethod,
    constructor_declaration: readConstructor,
    field_declaration: readConstant,
    constant_declaration: readConstant,
  }),
};

function readMethod(node: SyntaxNode, place: Place): Reading | undefined {
  const nameNode = partOf(node, 'name');
  const type = partOf(node, 'type');
  if (nameNode === undefined || type === undefined) return undefined;
  const isOverride = childOf(node, 'modifiers')?.children.some(isOverrideMark) === true;
  const isTrivial = parametersOf(node).length === 0 && returnsField(partOf(node, 'body'));
  return {
    declared: {
      kind: 'method',
      name: textOf(nameNode),
      isPublic: isVisible(node, place),
      ...headOf(node),
      returns: type.type === 'void_type' ? 'nothing' : 'value',
      traits: [...(isOverride ? (['overrides'] as const) : []), ...(isTrivial ? (['trivial'] as const) : [])],
    },
  };
}

/** Only one that takes something has something to say. */
function readConstructor(node: SyntaxNode, place: Place): Reading | undefined {
  const nameNode = partOf(node, 'name');
  const head = headOf(node);
  if (nameNode === undefined || head.parameters.length === 0) return undefined;
  const isPublic = isVisible(node, place);
  return { declared: { kind: 'constructor', name: textOf(nameNode), isPublic, ...head } };
}

/** A comment stands for all names of `A = 1, B = 2`. */
function readConstant(node: SyntaxNode, place: Place): Reading | undefined {
  const isFixed = hasModifier(node, 'static') && hasModifier(node, 'final');
  if (node.type === 'field_declaration' && !isFixed) return undefined;
  const declarator = partOf(node, 'declarator');
  const nameNode = declarator && partOf(declarator, 'name');
  if (nameNode === undefined || !isVisible(node, place)) return undefined;
  return { declared: { kind: 'constant', name: textOf(nameNode), isPublic: true } };
}

function headOf(node: SyntaxNode): Pick<Declaration, 'parameters' | 'typeParameters' | 'throws'> & {
  readonly headEnd: number | undefined;
} {
  const body = partOf(node, 'body');
  const declared = childOf(node, 'throws')?.children.filter((one) => one.isNamed && !isComment(one)) ?? [];
  return {
    headEnd: body?.start,
    parameters: parametersOf(node),
    typeParameters: typeParametersOf(node),
    throws: [...declared.map(textOf), ...(body === undefined ? [] : findThrown(body, throwWords))],
  };
}

const throwWords = {
  throws: ['throw_statement'],
  tries: ['try_statement', 'try_with_resources_statement'],
  catches: ['catch_clause'],
  nested: ['lambda_expression', 'class_body', 'class_declaration'],
  typeOf: typeOfNew,
};

function isVisible(node: SyntaxNode, { owner }: Place): boolean {
  if (!owner.isPublic) return false;
  if (owner.kind === 'interface') return !hasModifier(node, 'private');
  return hasModifier(node, 'public') || hasModifier(node, 'protected');
}

function hasModifier(node: SyntaxNode, modifier: string): boolean {
  return childOf(node, 'modifiers')?.children.some((one) => one.type === modifier) === true;
}

function isOverrideMark(node: SyntaxNode): boolean {
  return /^@\s*(?:java\.lang\.)?Override\b/.test(textOf(node));
}

function isComment(node: SyntaxNode): boolean {
  return java.comments.includes(node.type);
}

function typeParametersOf(node: SyntaxNode): string[] {
  const list = partOf(node, 'type_parameters');
  const names = list === undefined ? [] : childrenOf(list, 'type_parameter');
  return names.flatMap((one) => childrenOf(one, 'type_identifier', 'identifier').map(textOf));
}

function parametersOf(node: SyntaxNode): Parameter[] {
  const list = partOf(node, 'parameters');
  const all = list === undefined ? [] : childrenOf(list, 'formal_parameter', 'spread_parameter');
  return all.map((one) => {
    const isRest = one.type === 'spread_parameter';
    const named = isRest ? childOf(one, 'variable_declarator') : one;
    const nameNode = named && partOf(named, 'name');
    const name = nameNode?.type === 'identifier' ? textOf(nameNode) : '';
    return { name, properties: [], isOptional: false, isRest };
  });
}

const fieldOnly =
  /^\{\s*return\s+(?!(?:true|false|null|this)\s*;)(?:this\s*\.\s*)?[\p{L}_$][\p{L}\p{N}_$]*\s*;\s*\}$/u;

/** Whether all of a body is `return name;` or `return this.name;`. */
function returnsField(body: SyntaxNode | undefined): boolean {
  return body !== undefined && fieldOnly.test(textOf(body));
}
