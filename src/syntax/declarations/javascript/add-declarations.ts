import type { Class, Node, TSInterfaceDeclaration } from 'oxc-parser';
import type { DeclarationKind, Span } from '../../../docstring/declaration.ts';
import { symbolOf } from './declaration-draft.ts';
import { memberSite, spanOf, type Site } from './declaration-site.ts';
import { laterSignatures } from './later-signatures.ts';
import { isClass, isFunction, unwrap, type AnyFunction } from './node-kinds.ts';
import { membersOf, type Member } from './read-members.ts';
import { noOutcome, readOutcome, returnsOfType } from './read-outcome.ts';
import { readParameters, readTypeParameters } from './read-parameters.ts';

const nothingMore = { parameters: [], typeParameters: [], bodyStart: undefined, ...noOutcome };

/** A name for a value. @param otherwise kind of a value that is neither function nor class; undefined: it is not listed */
export function bind(
  node: Node | null | undefined,
  site: Site,
  otherwise: DeclarationKind | undefined,
  functionKind: DeclarationKind = 'function',
): void {
  const value = node ? unwrap(node) : undefined;
  if (value !== undefined && isFunction(value)) return addFunction(functionKind, value, site);
  if (value !== undefined && isClass(value)) return addClass(value, site);
  if (otherwise !== undefined && site.isPublic) addPlain(otherwise, site);
  if (value?.type === 'ObjectExpression') return addMembers(value, symbolOf(site.owner, site.name), site);
  if (value !== undefined) site.walk.visitInside(value, symbolOf(site.owner, site.name));
}

/** What neither takes nor gives anything. */
export function addPlain(
  kind: DeclarationKind,
  site: Site,
  typeParameters: readonly string[] = [],
  bodyStart?: number,
): void {
  site.walk.add({ ...nothingMore, ...site, kind, typeParameters, bodyStart });
}

/** A function in any form, with what is declared inside of it. */
export function addFunction(kind: DeclarationKind, fn: AnyFunction, site: Site): void {
  const { walk } = site;
  const outcome = readOutcome(fn, walk.textOf);
  walk.add({
    ...site,
    kind,
    parameters: readParameters(fn.params),
    typeParameters: readTypeParameters(fn.typeParameters),
    bodyStart: fn.body?.start,
    ...outcome,
    returns: kind === 'constructor' ? 'nothing' : outcome.returns,
  });
  walk.visitInside(fn, symbolOf(site.owner, site.name));
}

export function addClass(node: Class, site: Site): void {
  addPlain('class', site, readTypeParameters(node.typeParameters), node.body.start);
  if (node.superClass !== null) site.walk.visitInside(node.superClass, site.owner);
  addMembers(node, symbolOf(site.owner, site.name), site);
}

export function addInterface(node: TSInterfaceDeclaration, site: Site): void {
  addPlain('interface', site, readTypeParameters(node.typeParameters), node.body.start);
  if (site.isPublic) addMembers(node, symbolOf(site.owner, site.name), site);
}

export function addMembers(
  holder: Parameters<typeof membersOf>[0],
  owner: string,
  { isPublic, walk }: Site,
): void {
  const members = membersOf(holder, walk.textOf);
  const later = laterSignatures(
    members.map(({ node }) => node),
    walk.textOf,
  );
  for (const member of members) {
    const { node, name, value } = member;
    const isListed = name !== undefined && member.kind !== 'setter' && !later.has(node);
    if (isListed && value !== undefined)
      addMember(member, value, {
        ...memberSite(member, name, owner, isPublic, walk),
        setter: setterOf(member, members),
      });
    else walk.visitInside(node, name === undefined ? owner : symbolOf(owner, name));
  }
  // Static blocks and what else has no name.
  const named = new Set(members.map(({ node }) => node));
  const rest = holder.type === 'ObjectExpression' ? holder.properties : holder.body.body;
  for (const node of rest) if (!named.has(node)) walk.visitInside(node, owner);
}

function setterOf(member: Member, members: readonly Member[]): Span | undefined {
  if (member.kind !== 'getter') return undefined;
  const isStatic = ({ node }: Member): boolean => 'static' in node && node.static;
  const setter = members.find(
    (other) => other.kind === 'setter' && other.name === member.name && isStatic(other) === isStatic(member),
  );
  return setter && spanOf(setter.node, setter.node);
}

function addMember({ kind }: Member, value: Node, site: Site): void {
  if (value.type === 'TSMethodSignature') {
    const type = value.returnType?.typeAnnotation;
    site.walk.add({
      ...nothingMore,
      ...site,
      kind: kind === 'getter' ? 'getter' : 'method',
      parameters: readParameters(value.params),
      typeParameters: readTypeParameters(value.typeParameters),
      returns: type ? returnsOfType(type) : 'unknown',
    });
  } else if (kind === 'constructor' && isFunction(value) && value.params.length === 0) {
    site.walk.visitInside(value, symbolOf(site.owner, site.name));
  } else bind(value, site, undefined, kind === 'setter' ? 'method' : kind);
}
