import type { DeclarationKind } from '../../../docstring/declaration.ts';
import { ownerOf, type LanguageTable, type Place, type Reading } from './language-table.ts';
import { attributesOf, isTest } from './rust-attributes.ts';
import { rustComments } from './rust-comments.ts';
import { outcomeOf } from './rust-outcome.ts';
import { parametersOf, typeParametersOf } from './rust-parameters.ts';
import { hiddenTypesOf, isVisible } from './rust-visibility.ts';
import { partOf, textOf, type SyntaxNode } from './syntax-node.ts';

const types: Readonly<Record<string, DeclarationKind>> = {
  struct_item: 'class',
  union_item: 'class',
  enum_item: 'enum',
  trait_item: 'interface',
  type_item: 'type',
  associated_type: 'type',
};

export const rust: LanguageTable = {
  comments: rustComments,
  texts: ['string_literal', 'raw_string_literal', 'char_literal'],
  closed: ['token_tree', 'macro_definition', 'attribute_item', 'inner_attribute_item', 'parameters'],
  readers({ root }) {
    const hidden = hiddenTypesOf(root);
    return {
      ...Object.fromEntries(Object.keys(types).map((type) => [type, readType])),
      function_item: readFunction,
      function_signature_item: readFunction,
      const_item: readConstant,
      static_item: readConstant,
      mod_item: readModule,
      impl_item: (node, place) => readImplementation(node, place, hidden),
    };
  },
};

function readType(node: SyntaxNode, place: Place): Reading | undefined {
  const nameNode = partOf(node, 'name');
  if (nameNode === undefined) return undefined;
  const name = textOf(nameNode);
  const isPublic = isVisible(node, place);
  const kind = types[node.type] ?? 'type';
  return {
    declared: {
      kind,
      name,
      isPublic,
      ...attributesOf(place),
      headEnd: partOf(node, 'body')?.start,
      typeParameters: typeParametersOf(node),
      traits: place.owner.kind === 'implementation' ? ['overrides'] : [],
    },
    inner: kind === 'interface' ? ownerOf('interface', place, name, isPublic) : undefined,
  };
}

function readFunction(node: SyntaxNode, place: Place): Reading | undefined {
  const nameNode = partOf(node, 'name');
  if (nameNode === undefined) return undefined;
  if (isTest(place)) return { isClosed: true };
  const name = textOf(nameNode);
  const { owner } = place;
  const body = partOf(node, 'body');
  return {
    declared: {
      kind: owner.kind === 'file' || owner.kind === 'function' ? 'function' : 'method',
      name,
      isPublic: isVisible(node, place),
      ...attributesOf(place),
      headEnd: body?.start,
      parameters: parametersOf(node),
      typeParameters: typeParametersOf(node),
      ...outcomeOf(node, body),
      traits: owner.kind === 'implementation' ? ['overrides'] : [],
    },
    inner: ownerOf('function', place, name, false),
  };
}

function readConstant(node: SyntaxNode, place: Place): Reading | undefined {
  const nameNode = partOf(node, 'name');
  if (nameNode === undefined || !isVisible(node, place)) return undefined;
  return {
    declared: {
      kind: 'constant',
      name: textOf(nameNode),
      isPublic: true,
      ...attributesOf(place),
      traits: place.owner.kind === 'implementation' ? ['overrides'] : [],
    },
  };
}

/** No declaration itself, but the owner of some. */
function readModule(node: SyntaxNode, place: Place): Reading | undefined {
  const nameNode = partOf(node, 'name');
  if (nameNode === undefined) return undefined;
  if (isTest(place)) return { isClosed: true };
  return { inner: ownerOf('file', place, textOf(nameNode), isVisible(node, place)) };
}

function readImplementation(
  node: SyntaxNode,
  place: Place,
  hidden: ReadonlySet<string>,
): Reading | undefined {
  const type = partOf(node, 'type');
  if (type === undefined) return undefined;
  const name = nameOfType(type);
  const isPublic = place.owner.isPublic && !hidden.has(name);
  const kind = partOf(node, 'trait') === undefined ? 'class' : 'implementation';
  return { inner: ownerOf(kind, place, name, isPublic) };
}

/** Longest name of an owner, in characters: a type can be a whole expression. */
const maxNameLength = 80;

function nameOfType(type: SyntaxNode): string {
  const base = type.type === 'generic_type' ? (partOf(type, 'type') ?? type) : type;
  const last = base.type === 'scoped_type_identifier' ? (partOf(base, 'name') ?? base) : base;
  return textOf(last).replace(/\s+/g, ' ').slice(0, maxNameLength);
}
