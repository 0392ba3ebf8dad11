import type { Declaration, DeclarationTrait, Parameter } from '../../../docstring/declaration.ts';
import { decoratorsOf, traitsOfDecorators } from './python-decorators.ts';
import { docstringIn, readBody, statementsOf, type PythonBody } from './python-docstring.ts';
import { findThrown } from './find-thrown.ts';
import type { LanguageTable, Owner, Place, Reading } from './language-table.ts';
import { ownerOf } from './language-table.ts';
import { childOf, partOf, textOf, type SyntaxNode } from './syntax-node.ts';
import { nodesWithin } from './walk-tree.ts';

const nested = ['function_definition', 'class_definition', 'lambda'];

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
      ...resultOf(node, body.block),
      throws: findThrown(body.block, throwWords),
      traits: [...traits, ...trivial, ...traitsOfBody(body, isStub)],
    },
    inner,
  };
}

const throwWords = {
  throws: ['raise_statement'],
  tries: ['try_statement'],
  catches: ['except_clause', 'except_group_clause'],
  nested,
  typeOf(raise: SyntaxNode): string {
    const raised = raise.children.find((one) => one.isNamed && one.field !== 'cause');
    const made = raised?.type === 'call' ? partOf(raised, 'function') : raised;
    // By convention only classes begin with a capital letter.
    const name = made === undefined ? '' : textOf(made);
    return /^(?:\w+\.)*\p{Lu}\w*$/u.test(name) ? name : '';
  },
};

function traitsOfBody(body: PythonBody, isStub: boolean): DeclarationTrait[] {
  const traits: DeclarationTrait[] = body.isOneLine ? ['one-line'] : [];
  return isStub || body.isStub ? ['stub', ...traits] : traits;
}

/** Of its first decorator. */
function startOf({ siblings }: Place, node: SyntaxNode): number {
  const [first] = siblings;
  return first?.type === 'decorator' ? first.start : node.start;
}

function typeParametersOf(node: SyntaxNode): string[] {
  const list = partOf(node, 'type_parameters');
  const names = list?.children.filter((one) => one.isNamed && one.type !== 'comment') ?? [];
  return names.map((one) => /\w+/.exec(textOf(one))?.[0] ?? '').filter((name) => name !== '');
}

function parametersOf(node: SyntaxNode, owner: Owner, decorators: readonly string[]): Parameter[] {
  const list = partOf(node, 'parameters')?.children ?? [];
  const all = list.map(parameterOf).filter((one) => one !== undefined);
  const hasReceiver = owner.kind === 'class' && !decorators.includes('staticmethod');
  const isNamed = all[0] !== undefined && !all[0].isRest;
  return hasReceiver && isNamed ? all.slice(1) : all;
}

function parameterOf(node: SyntaxNode): Parameter | undefined {
  const isOptional = node.type.includes('default');
  const of = (name: string, isRest = false): Parameter => ({ name, properties: [], isOptional, isRest });
  switch (node.type) {
    case 'identifier':
      return of(textOf(node));
    case 'default_parameter':
    case 'typed_default_parameter': {
      const name = partOf(node, 'name');
      return of(name?.type === 'identifier' ? textOf(name) : '');
    }
    case 'typed_parameter': {
      const inner = node.children.find((one) => one.isNamed);
      return inner && parameterOf(inner);
    }
    case 'list_splat_pattern':
    case 'dictionary_splat_pattern':
      return of(textOf(node).replace(/^\*+\s*/, ''), true);
    case 'tuple_pattern':
      return of('');
    default:
      return undefined;
  }
}

function resultOf(node: SyntaxNode, block: SyntaxNode): Pick<Declaration, 'returns' | 'yields'> {
  const own = nodesWithin(block, (one) => nested.includes(one.type));
  const yields = own.some((one) => one.type === 'yield' && one.isNamed);
  const type = partOf(node, 'return_type');
  if (type !== undefined) {
    const isNothing = /^(['"]?)(?:typing\.)?(?:None|NoReturn|Never)\1$/.test(textOf(type).trim());
    return { returns: isNothing ? 'nothing' : 'value', yields };
  }
  const hasValue = own.some((one) => one.type === 'return_statement' && one.children.some(isValue));
  if (hasValue) return { returns: 'value', yields };
  const isAbstract = !yields && statementsOf(block).every(saysNothing);
  return { returns: isAbstract ? 'unknown' : 'nothing', yields };
}

function isValue(node: SyntaxNode): boolean {
  return node.isNamed && node.type !== 'none' && node.type !== 'comment';
}

/** `...`, a docstring, or that it is not implemented. */
function saysNothing(statement: SyntaxNode): boolean {
  if (statement.type === 'raise_statement') return /\bNotImplementedError\b/.test(textOf(statement));
  return statement.type === 'expression_statement' && childOf(statement, 'ellipsis', 'string') !== undefined;
}

/** Whether all of a body is `return self.name`. */
function returnsField([only, ...more]: readonly SyntaxNode[]): boolean {
  return only !== undefined && more.length === 0 && /^return\s+self\.\w+$/.test(textOf(only));
}

/** Names in `__all__`, where a file says it in one plain list. */
function readExports(root: SyntaxNode): ReadonlySet<string> | undefined {
  const said = root.children.filter((one) => /^__all__\b/.test(one.source.slice(one.start, one.start + 8)));
  const assignment = said.length === 1 && said[0] ? childOf(said[0], 'assignment') : undefined;
  const list = assignment && partOf(assignment, 'right');
  if (list === undefined || (list.type !== 'list' && list.type !== 'tuple')) return undefined;
  const items = list.children.filter((one) => one.isNamed && one.type !== 'comment');
  const names = items.map((one) => /^(['"])(\w+)\1$/.exec(textOf(one))?.[2]);
  return names.every((name) => name !== undefined) ? new Set(names) : undefined;
}
