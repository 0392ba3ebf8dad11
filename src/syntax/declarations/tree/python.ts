import type { DeclarationTrait } from '../../../docstring/declaration.ts';
import { ownerOf, type LanguageTable, type Place, type Reading } from './language-table.ts';
import { decoratorsOf, traitsOfDecorators } from './python-decorators.ts';
import { docstringIn, readBody, type PythonBody } from './python-docstring.ts';
import { readExports } from './python-exports.ts';
import { outcomeOf } from './python-outcome.ts';
import { parametersOf, typeParametersOf } from './python-parameters.ts';
import { partOf, textOf, type SyntaxNode } from './syntax-node.ts';

export const python: LanguageTable = {
  comments: ['comment'],
  texts: ['string'],
  closed: [],
  docstringIn,
  readers({ path, root }) {
    const exported = readExports(root);
    const isStub = path.endsWith('.pyi');
    const isPublic = (name: string, { owner }: Place): boolean => {
      if (owner.kind === 'file' && exported !== undefined) return exported.has(name);
      return owner.isPublic && owner.kind !== 'function' && (!name.startsWith('_') || name === '__init__');
    };
    return {
      class_definition: (node, place) => readClass(node, place, isPublic, isStub),
      function_definition: (node, place) => readFunction(node, place, isPublic, isStub),
    };
  },
};

type IsPublic = (name: string, place: Place) => boolean;

function readClass(
  node: SyntaxNode,
  place: Place,
  isPublicName: IsPublic,
  isStub: boolean,
): Reading | undefined {
  const body = readBody(node);
  const nameNode = partOf(node, 'name');
  if (body === undefined || nameNode === undefined) return undefined;
  const name = textOf(nameNode);
  const isPublic = isPublicName(name, place);
  return {
    declared: {
      kind: 'class',
      name,
      isPublic,
      start: startOf(place, node),
      headEnd: body.headEnd,
      body: body.doc,
      typeParameters: typeParametersOf(node),
      traits: traitsOfBody(body, isStub),
    },
    inner: ownerOf('class', place, name, isPublic),
  };
}

function readFunction(
  node: SyntaxNode,
  place: Place,
  isPublicName: IsPublic,
  isStub: boolean,
): Reading | undefined {
  const body = readBody(node);
  const nameNode = partOf(node, 'name');
  if (body === undefined || nameNode === undefined) return undefined;
  const name = textOf(nameNode);
  const isPublic = isPublicName(name, place);
  const inner = ownerOf('function', place, name, false);
  const decorators = decoratorsOf(place);
  const traits = traitsOfDecorators(decorators);
  const parameters = parametersOf(node, place.owner, decorators);
  const isConstructor = name === '__init__' && place.owner.kind === 'class';
  const isGetter = decorators.some((one) => /(?:^|\.)(?:cached_?|abstract)?property$|\.getter$/.test(one));
  // A getter has the docs of what it belongs to.
  const isLeftOut = decorators.some((one) => /\.(?:setter|deleter)$/.test(one));
  if (isLeftOut || (isConstructor && parameters.length === 0)) return { inner };
  const kind = isGetter ? 'getter' : place.owner.kind === 'class' ? 'method' : 'function';
  const trivial: DeclarationTrait[] = isGetter && returnsField(body.statements) ? ['trivial'] : [];
  return {
    declared: {
      kind: isConstructor ? 'constructor' : kind,
      name,
      isPublic,
      start: startOf(place, node),
      headEnd: body.headEnd,
      body: body.doc,
      parameters,
      typeParameters: typeParametersOf(node),
      ...outcomeOf(node, body.block),
      traits: [...traits, ...trivial, ...traitsOfBody(body, isStub)],
    },
    inner,
  };
}

function traitsOfBody(body: PythonBody, isStub: boolean): DeclarationTrait[] {
  const traits: DeclarationTrait[] = body.isOneLine ? ['one-line'] : [];
  return isStub || body.isStub ? ['stub', ...traits] : traits;
}

/** Of its first decorator. */
function startOf({ siblings }: Place, node: SyntaxNode): number {
  const [first] = siblings;
  return first?.type === 'decorator' ? first.start : node.start;
}

/** Whether all of a body is `return self.name`. */
function returnsField([only, ...more]: readonly SyntaxNode[]): boolean {
  return only !== undefined && more.length === 0 && /^return\s+self\.\w+$/.test(textOf(only));
}
