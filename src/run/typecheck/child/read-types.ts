import type ts from 'typescript';
import type { DeclaredType, PropertyFact, TypeFact } from '../../../testgen/fixtures/type-fact.ts';
import type { Project } from './create-project.ts';

/** Types nested deeper are not looked into. */
const deepest = 5;

const mostTypes = 60;
const mostProperties = 80;
const mostMembers = 40;

interface Reading {
  readonly compiler: Project['compiler'];
  readonly checker: ts.TypeChecker;
  readonly program: ts.Program;
  readonly place: ts.Node;
  /** Types of the module that have fixtures of their own, by their symbols. */
  readonly named: ReadonlyMap<ts.Symbol, string>;
}

/**
 * The types that a module exports, resolved: aliases followed, type parameters replaced by their defaults or bounds.
 *
 * @param name of the only one that is wanted; empty: all. Those that it refers to come along.
 */
export function readTypes(project: Project, path: string, name: string): DeclaredType[] {
  const { compiler, service } = project;
  project.lay(path, compiler.sys.readFile(path) ?? '');
  const program = service.getProgram();
  const file = program?.getSourceFile(path);
  const checker = program?.getTypeChecker();
  const module = file && checker?.getSymbolAtLocation(file);
  if (program === undefined || file === undefined || checker === undefined || module === undefined) return [];
  const exported = checker
    .getExportsOfModule(module)
    .map((symbol) => (symbol.flags & compiler.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol))
    .filter((symbol) => symbol.flags & compiler.SymbolFlags.Type)
    .slice(0, mostTypes);
  const named = new Map(exported.map((symbol) => [symbol, symbol.name]));
  const reading: Reading = { compiler, checker, program, place: file, named };
  const all = exported.map((symbol) => declare(symbol, reading));
  return name === '' ? all : withReferred(all, name);
}

function withReferred(all: readonly DeclaredType[], name: string): DeclaredType[] {
  const wanted = new Set([name]);
  for (let before = 0; before !== wanted.size;) {
    before = wanted.size;
    for (const one of all) if (wanted.has(one.name)) for (const other of namesIn(one)) wanted.add(other);
  }
  return all.filter((one) => wanted.has(one.name));
}

/** Other types, and enums by their members, that a type speaks of. */
function namesIn({ type }: DeclaredType): string[] {
  const text = JSON.stringify(type);
  return [...text.matchAll(/"kind":"(?:named","name|literal","text)":"([\p{ID_Continue}$]+)["\.[]/gu)].map(
    ([, name = '']) => name,
  );
}

function declare(symbol: ts.Symbol, reading: Reading): DeclaredType {
  const { compiler, checker } = reading;
  const type = checker.getDeclaredTypeOfSymbol(symbol);
  const { SymbolFlags: flags } = compiler;
  const kind =
    symbol.flags & flags.Enum
      ? 'enum'
      : symbol.flags & flags.Class
        ? 'class'
        : symbol.flags & flags.Interface
          ? 'interface'
          : 'type';
  const parameters = typeParametersOf(symbol, compiler).filter((one) => one.default === undefined);
  return {
    name: symbol.name,
    kind,
    typeArguments: parameters.map(({ constraint }) =>
      constraint === undefined ? 'unknown' : constraint.getText(),
    ),
    type: factOf(type, reading, 0, symbol),
  };
}

function typeParametersOf(
  symbol: ts.Symbol,
  compiler: Project['compiler'],
): readonly ts.TypeParameterDeclaration[] {
  const declaration = symbol.declarations?.[0];
  if (declaration === undefined) return [];
  const isGeneric =
    compiler.isInterfaceDeclaration(declaration) ||
    compiler.isTypeAliasDeclaration(declaration) ||
    compiler.isClassDeclaration(declaration);
  return isGeneric ? (declaration.typeParameters ?? []) : [];
}

/** @param own the symbol that is being declared: it is looked into where others are only named */
function factOf(type: ts.Type, reading: Reading, depth: number, own?: ts.Symbol): TypeFact {
  const { compiler, named } = reading;
  const { TypeFlags: flags } = compiler;
  const name = [type.aliasSymbol, type.symbol].find(
    (one) => one !== undefined && one !== own && named.has(one),
  );
  // A member of an enum has the symbol of its own, and a generic type is not what its name stands for.
  const isPlain =
    name !== undefined && (type.aliasTypeArguments ?? []).length === 0 && !hasArguments(type, reading);
  if (isPlain && !(name.flags & compiler.SymbolFlags.Enum))
    return { kind: 'named', name: named.get(name) ?? '' };
  if (depth > deepest) return { kind: 'opaque' };
  if (type.flags & flags.TypeParameter) {
    const bound =
      reading.checker.getDefaultFromTypeParameter(type) ?? reading.checker.getBaseConstraintOfType(type);
    return bound === undefined ? { kind: 'unknown' } : factOf(bound, reading, depth + 1);
  }
  const simple = simpleFact(type, reading);
  if (simple !== undefined) return simple;
  if (type.isUnion()) {
    const members = type.types.slice(0, mostMembers).map((one) => factOf(one, reading, depth + 1));
    return { kind: 'union', members: foldBooleans(members) };
  }
  if (type.isIntersection() && type.types.some((one) => one.flags & (flags.StringLike | flags.NumberLike)))
    return { kind: 'opaque' };
  return objectFact(type, reading, depth);
}

function hasArguments(type: ts.Type, { checker, compiler }: Reading): boolean {
  const isReference =
    (type.flags & compiler.TypeFlags.Object) !== 0 &&
    ((type as ts.ObjectType).objectFlags & compiler.ObjectFlags.Reference) !== 0;
  return isReference && checker.getTypeArguments(type as ts.TypeReference).length > 0;
}

function simpleFact(type: ts.Type, { compiler, checker }: Reading): TypeFact | undefined {
  const { TypeFlags: flags } = compiler;
  if (type.flags & flags.EnumLiteral && !type.isUnion()) {
    return { kind: 'literal', text: checker.typeToString(type) };
  }
  if (type.isStringLiteral())
    return {
      kind: 'literal',
      text: `'${JSON.stringify(type.value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`,
    };
  if (type.flags & (flags.NumberLiteral | flags.BooleanLiteral | flags.BigIntLiteral)) {
    return { kind: 'literal', text: checker.typeToString(type) };
  }
  if (type.flags & flags.TemplateLiteral) return { kind: 'opaque' };
  if (type.flags & flags.Boolean) return { kind: 'boolean' };
  if (type.flags & flags.String) return { kind: 'string' };
  if (type.flags & flags.Number) return { kind: 'number' };
  if (type.flags & flags.BigInt) return { kind: 'bigint' };
  if (type.flags & flags.Null) return { kind: 'null' };
  if (type.flags & (flags.Undefined | flags.Void)) return { kind: 'undefined' };
  if (type.flags & (flags.Any | flags.Unknown)) return { kind: 'unknown' };
  return type.flags & (flags.Never | flags.ESSymbolLike) ? { kind: 'opaque' } : undefined;
}

/** `true | false` among other members is one of them. */
function foldBooleans(members: readonly TypeFact[]): TypeFact[] {
  const isOne = (member: TypeFact, text: string): boolean =>
    member.kind === 'literal' && member.text === text;
  const both = ['true', 'false'].every((text) => members.some((member) => isOne(member, text)));
  if (!both) return [...members];
  return [...members.filter((one) => !isOne(one, 'true') && !isOne(one, 'false')), { kind: 'boolean' }];
}

const collections: Readonly<Record<string, 'set' | 'promise'>> = {
  Set: 'set',
  ReadonlySet: 'set',
  Promise: 'promise',
  PromiseLike: 'promise',
};
const instances = new Set(['Date', 'RegExp', 'Error', 'URL', 'Uint8Array', 'Buffer']);

function objectFact(type: ts.Type, reading: Reading, depth: number): TypeFact {
  const { checker, compiler, program, place } = reading;
  const inside = (one: ts.Type | undefined): TypeFact =>
    one === undefined ? { kind: 'unknown' } : factOf(one, reading, depth + 1);
  const given = hasArguments(type, reading) ? checker.getTypeArguments(type as ts.TypeReference) : [];
  if (checker.isTupleType(type)) return { kind: 'tuple', elements: given.map(inside) };
  if (checker.isArrayType(type)) return { kind: 'array', element: inside(given[0]) };
  const source = type.symbol?.declarations?.[0]?.getSourceFile();
  const name = type.symbol?.name ?? '';
  const isForeign =
    source !== undefined &&
    (program.isSourceFileDefaultLibrary(source) || source.fileName.includes('/node_modules/'));
  if (isForeign) {
    const collection = Object.hasOwn(collections, name) ? collections[name] : undefined;
    if (collection !== undefined) return { kind: collection, element: inside(given[0]) };
    if (name === 'Map' || name === 'ReadonlyMap')
      return { kind: 'map', key: inside(given[0]), element: inside(given[1]) };
    if (instances.has(name)) return { kind: 'instance', name };
  }
  const [signature] = type.getCallSignatures();
  if (signature !== undefined) return { kind: 'function', returns: inside(signature.getReturnType()) };
  if (type.symbol !== undefined && type.symbol.flags & compiler.SymbolFlags.Class) return { kind: 'opaque' };
  const index = type.getStringIndexType();
  const properties = type.getProperties();
  if (index !== undefined && properties.length === 0) return { kind: 'record', element: inside(index) };
  if (properties.length > mostProperties) return { kind: 'opaque' };
  return {
    kind: 'object',
    properties: properties.map((property): PropertyFact => {
      const isOptional = (property.flags & compiler.SymbolFlags.Optional) !== 0;
      const own = checker.getTypeOfSymbolAtLocation(property, property.valueDeclaration ?? place);
      return { name: property.name, isOptional, type: inside(own) };
    }),
  };
}
