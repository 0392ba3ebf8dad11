import type { DeclarationKind, Parameter } from '../../../docstring/declaration.ts';
import { ownerOf, type NodeReader, type Place } from './language-table.ts';
import { partOf, textOf, type SyntaxNode } from './syntax-node.ts';

/** What a language with classes says of a node that declares a type. */
export interface TypeParts {
  readonly isVisible: (node: SyntaxNode, place: Place) => boolean;
  /** Of a record or a primary constructor. */
  readonly parametersOf: (node: SyntaxNode) => readonly Parameter[];
  readonly typeParametersOf: (node: SyntaxNode) => readonly string[];
}

/** Readers of the nodes that declare types, by the node's type. Members of a type are looked for inside. */
export function typeReaders(
  kinds: Readonly<Record<string, DeclarationKind>>,
  parts: TypeParts,
): Readonly<Record<string, NodeReader>> {
  return Object.fromEntries(Object.entries(kinds).map(([type, kind]) => [type, typeReader(kind, parts)]));
}

function typeReader(
  kind: DeclarationKind,
  { isVisible, parametersOf, typeParametersOf }: TypeParts,
): NodeReader {
  return (node, place) => {
    const nameNode = partOf(node, 'name');
    if (nameNode === undefined) return undefined;
    const name = textOf(nameNode);
    const isPublic = isVisible(node, place);
    return {
      declared: {
        kind,
        name,
        isPublic,
        headEnd: partOf(node, 'body')?.start,
        parameters: parametersOf(node),
        typeParameters: typeParametersOf(node),
      },
      inner: ownerOf(kind === 'interface' ? 'interface' : 'class', place, name, isPublic),
    };
  };
}
