import type { CommentSpan, Declaration, DeclarationKind, Parameter } from '../../../docstring/declaration.ts';
import { commentOf } from './comment-of.ts';
import { ownerOf, type LanguageTable, type Place, type Reading } from './language-table.ts';
import { childOf, childrenOf, partOf, textOf, type SyntaxNode } from './syntax-node.ts';
import { nodesWithin } from './walk-tree.ts';

const types: Readonly<Record<string, DeclarationKind>> = {
  struct_item: 'class',
  union_item: 'class',
  enum_item: 'enum',
  trait_item: 'interface',
  type_item: 'type',
  associated_type: 'type',
};

const nested = ['function_item', 'closure_expression', 'async_block', 'impl_item'];

export const rust: LanguageTable = {
  comments: ['line_comment', 'block_comment'],
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
      ...resultOf(node, body),
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

/** Names of the types in a file that others cannot name. */
function hiddenTypesOf(root: SyntaxNode): ReadonlySet<string> {
  const items = nodesWithin(root, (one) => one.type === 'block' || one.type === 'token_tree');
  const hidden = items.filter((one) => /^(?:struct|union|enum)_item$/.test(one.type) && !isPub(one));
  return new Set(hidden.map((one) => partOf(one, 'name')).map((one) => (one ? textOf(one) : '')));
}

/** Longest name of an owner, in characters: a type can be a whole expression. */
const maxNameLength = 80;

function nameOfType(type: SyntaxNode): string {
  const base = type.type === 'generic_type' ? (partOf(type, 'type') ?? type) : type;
  const last = base.type === 'scoped_type_identifier' ? (partOf(base, 'name') ?? base) : base;
  return textOf(last).replace(/\s+/g, ' ').slice(0, maxNameLength);
}

function isVisible(node: SyntaxNode, { owner }: Place): boolean {
  if (!owner.isPublic) return false;
  return owner.kind === 'interface' || owner.kind === 'implementation' || isPub(node);
}

/** `pub(crate)` and the like are not for everyone. */
function isPub(node: SyntaxNode): boolean {
  const visibility = childOf(node, 'visibility_modifier');
  return visibility !== undefined && textOf(visibility) === 'pub';
}

/** Where an item begins, and docs that stand among its attributes. */
function attributesOf({ siblings, index }: Place): { start: number | undefined; docs: CommentSpan[] } {
  let start: number | undefined;
  let docs: CommentSpan[] = [];
  let waiting: CommentSpan[] = [];
  for (let at = index - 1; at >= 0; at--) {
    const node = siblings[at];
    if (node === undefined) break;
    if (rust.comments.includes(node.type)) waiting = [commentOf(node), ...waiting];
    else if (node.type === 'attribute_item') {
      const { start: from, end } = node;
      start = from;
      docs = [...(isDoc(node) ? [{ start: from, end, form: 'block' } as const] : []), ...waiting, ...docs];
      waiting = [];
    } else break;
  }
  return { start, docs };
}

function isDoc(attribute: SyntaxNode): boolean {
  return /^#\s*\[\s*(?:doc\b|cfg_attr\b.*\bdoc\b)/s.test(textOf(attribute));
}

function resultOf(node: SyntaxNode, body: SyntaxNode | undefined): Pick<Declaration, 'returns' | 'throws'> {
  const panics = body !== undefined && nodesWithin(body, (one) => nested.includes(one.type)).some(isPanic);
  const panic = panics ? [''] : [];
  const type = partOf(node, 'return_type');
  if (type === undefined) return { returns: 'nothing', throws: panic };
  const results = resultTypesOf(type);
  if (results === undefined) {
    const isNothing = /^(?:\(\s*\)|!)$/.test(textOf(type));
    return { returns: isNothing ? 'nothing' : 'value', throws: panic };
  }
  const [value, error = ''] = results;
  const returns = value === undefined ? 'unknown' : /^\(\s*\)$/.test(value) ? 'nothing' : 'value';
  return { returns, throws: [error, ...panic] };
}

/** Arguments of a type called `Result`; undefined: it is another one. */
function resultTypesOf(type: SyntaxNode): string[] | undefined {
  const base = type.type === 'generic_type' ? partOf(type, 'type') : type;
  if (base === undefined || !/(?:^|::)Result$/.test(textOf(base))) return undefined;
  const list = childOf(type, 'type_arguments')?.children ?? [];
  return list.filter((one) => one.isNamed && !rust.comments.includes(one.type)).map(textOf);
}

function isPanic(node: SyntaxNode): boolean {
  const macro = node.type === 'macro_invocation' ? partOf(node, 'macro') : undefined;
  return macro !== undefined && textOf(macro) === 'panic';
}

function typeParametersOf(node: SyntaxNode): string[] {
  const list = partOf(node, 'type_parameters');
  const names = list === undefined ? [] : childrenOf(list, 'type_parameter', 'const_parameter');
  return names.map((one) => partOf(one, 'name')).flatMap((one) => (one === undefined ? [] : [textOf(one)]));
}

function parametersOf(node: SyntaxNode): Parameter[] {
  const list = partOf(node, 'parameters');
  const all = list === undefined ? [] : childrenOf(list, 'parameter');
  return all.flatMap((one) => {
    const pattern = partOf(one, 'pattern');
    if (pattern?.type === 'self') return [];
    const name = pattern?.type === 'identifier' ? textOf(pattern) : '';
    return [{ name, properties: [], isOptional: false, isRest: false }];
  });
}
