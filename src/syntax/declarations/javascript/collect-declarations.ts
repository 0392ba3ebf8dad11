import type { Class, Node, Program, TSInterfaceDeclaration } from 'oxc-parser';
import type { CommentSpan, Declaration, DeclarationKind } from '../../../docstring/declaration.ts';
import { draftFinisher, symbolOf, type Draft } from './declaration-draft.ts';
import { inside, memberSite, siteOf, within, type Scope, type Site, type Walk } from './declaration-site.ts';
import { commonJsExport, exportedNames } from './exported-names.ts';
import { laterSignatures } from './later-signatures.ts';
import { eachChild, isClass, isFunction, unwrap, type AnyFunction, type TextOf } from './node-kinds.ts';
import { noOutcome, readOutcome, returnsOfType } from './read-outcome.ts';
import { membersOf, type Member } from './read-members.ts';
import { readParameters, readTypeParameters } from './read-parameters.ts';

/** All Declarations of a file, by their starts, outer before inner. */
export function collectDeclarations(
  program: Program,
  text: string,
  comments: readonly CommentSpan[],
): Declaration[] {
  const finish = draftFinisher(text, comments);
  const drafts: Draft[] = [];
  const textOf: TextOf = ({ start, end }) => text.slice(start, end);
  const exported = exportedNames(program);
  const isPublic = (name: string, isExported: boolean): boolean => isExported || exported.has(name);
  const walk: Walk = { add: (draft) => drafts.push(draft), textOf };
  visitList(program.body, { owner: '', isPublic, kind: 'program', walk });
  drafts.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  return drafts.map(finish);
}

const nothingMore = { parameters: [], typeParameters: [], bodyStart: undefined, ...noOutcome };

function visitList(nodes: readonly Node[], scope: Scope): void {
  const later = laterSignatures(nodes, scope.walk.textOf);
  for (const node of nodes) {
    if (later.has(node)) visitLater(node, scope);
    else visit(node, scope);
  }
}

/** What is declared inside of an implementation that has overload signatures above it. */
function visitLater(node: Node, { owner, walk }: Scope): void {
  const bare = 'declaration' in node && node.declaration !== null ? node.declaration : node;
  const name = 'id' in bare && bare.id?.type === 'Identifier' ? bare.id.name : 'default';
  visitInside(bare, inside(symbolOf(owner, name), walk));
}

/** What is declared inside, by nobody that has a name. */
function visitInside(node: Node, scope: Scope): void {
  const inner = within(scope);
  eachChild(node, (child) => visit(child, inner));
}

function visit(node: Node, scope: Scope): void {
  switch (node.type) {
    case 'BlockStatement':
      visitList(node.body, within(scope));
      return;
    case 'ExportNamedDeclaration':
      if (node.declaration !== null) declare(node.declaration, scope, node);
      return;
    case 'ExportDefaultDeclaration':
      declareDefault(node.declaration, scope, node);
      return;
    case 'ExpressionStatement':
      if (scope.kind !== 'program' || !assign(node.expression, scope, node)) visitInside(node, scope);
      return;
    default:
      declare(node, scope, undefined);
  }
}

/** @param exportNode the `export` around it */
function declare(node: Node, scope: Scope, exportNode: Node | undefined): void {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'TSDeclareFunction':
      return addFunction('function', node, siteOf(scope, node.id, node, exportNode));
    case 'ClassDeclaration':
      return addClass(node, siteOf(scope, node.id, node, exportNode));
    case 'TSInterfaceDeclaration':
      return addInterface(node, siteOf(scope, node.id, node, exportNode));
    case 'TSTypeAliasDeclaration':
      return addPlain(
        'type',
        siteOf(scope, node.id, node, exportNode),
        readTypeParameters(node.typeParameters),
      );
    case 'TSEnumDeclaration':
      return addPlain('enum', siteOf(scope, node.id, node, exportNode), [], node.body.start);
    case 'TSModuleDeclaration':
      return declareModule(node, scope, exportNode !== undefined);
    case 'VariableDeclaration': {
      const [only, more] = node.declarations;
      if (only?.id.type !== 'Identifier' || more !== undefined) return visitInside(node, scope);
      const site = siteOf(scope, only.id, node, exportNode);
      return bind(only.init, site, node.kind === 'const' ? 'constant' : undefined);
    }
    default:
      return visitInside(node, scope);
  }
}

function declareDefault(node: Node, scope: Scope, exportNode: Node): void {
  const value = unwrap(node);
  if (!isFunction(value) && !isClass(value) && value.type !== 'ObjectExpression')
    return declare(node, scope, exportNode);
  bind(value, siteOf(scope, 'id' in value ? value.id : null, value, exportNode), 'constant');
}

function declareModule(
  node: Extract<Node, { type: 'TSModuleDeclaration' }>,
  scope: Scope,
  isExported: boolean,
): void {
  const name = node.id.type === 'Literal' ? node.id.value : scope.walk.textOf(node.id);
  const isPublic = node.id.type === 'Literal' || node.global || scope.isPublic(name, isExported);
  const isAmbient = node.declare === true;
  if (!node.body) return;
  visitList(node.body.body, {
    owner: symbolOf(scope.owner, name),
    isPublic: (_, isExportedInside) => isPublic && (isAmbient || isExportedInside),
    kind: 'namespace',
    walk: scope.walk,
  });
}

/** `module.exports = ...`, `exports.a = ...`, `A.prototype.b = function ...`. False for anything else. */
function assign(expression: Node, scope: Scope, statement: Node): boolean {
  const given = commonJsExport(expression);
  if (given !== undefined) {
    const { value } = given;
    const own = 'id' in value && value.id?.type === 'Identifier' ? value.id.name : 'default';
    const site = {
      ...siteOf(scope, null, statement, undefined),
      name: given.name ?? own,
      isPublic: true,
    };
    if (given.name === undefined && value.type === 'ObjectExpression') addMembers(value, '', site);
    else bind(value, site, isConstant(value) ? 'constant' : undefined);
    return true;
  }
  const node = unwrap(expression);
  if (node.type !== 'AssignmentExpression' || !isFunction(unwrap(node.right))) return false;
  const path = /^([\w$]+)(\.prototype)?\.([\w$]+)$/.exec(scope.walk.textOf(node.left));
  const [, owner = '', prototype, name = ''] = path ?? [];
  if (path === null || owner === 'module' || owner === 'window') return false;
  const isPublic = scope.isPublic(owner, false) && !name.startsWith('_');
  const site = { ...siteOf(scope, null, statement, undefined), name, owner, isPublic };
  bind(node.right, site, undefined, prototype === undefined ? 'function' : 'method');
  return true;
}

/** Not what stands for something that is declared elsewhere, and not a value that is yet to come. */
function isConstant(value: Node): boolean {
  return /^(Literal|TemplateLiteral|ArrayExpression|ObjectExpression|NewExpression)$/.test(value.type);
}

/** A name for a value. @param otherwise kind of a value that is neither function nor class; undefined: it is not listed */
function bind(
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
  if (value !== undefined) visitInside(value, inside(symbolOf(site.owner, site.name), site.walk));
}

function addPlain(
  kind: DeclarationKind,
  site: Site,
  typeParameters: readonly string[] = [],
  bodyStart?: number,
): void {
  site.walk.add({ ...nothingMore, ...site, kind, typeParameters, bodyStart });
}

function addFunction(kind: DeclarationKind, fn: AnyFunction, site: Site): void {
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
  visitInside(fn, inside(symbolOf(site.owner, site.name), walk));
}

function addClass(node: Class, site: Site): void {
  addPlain('class', site, readTypeParameters(node.typeParameters), node.body.start);
  if (node.superClass !== null) visit(node.superClass, inside(site.owner, site.walk));
  addMembers(node, symbolOf(site.owner, site.name), site);
}

function addInterface(node: TSInterfaceDeclaration, site: Site): void {
  addPlain('interface', site, readTypeParameters(node.typeParameters), node.body.start);
  if (site.isPublic) addMembers(node, symbolOf(site.owner, site.name), site);
}

function addMembers(holder: Parameters<typeof membersOf>[0], owner: string, { isPublic, walk }: Site): void {
  const members = membersOf(holder, walk.textOf);
  const later = laterSignatures(
    members.map(({ node }) => node),
    walk.textOf,
  );
  for (const member of members) {
    const { node, name, value } = member;
    const isListed = name !== undefined && member.kind !== 'setter' && !later.has(node);
    if (isListed && value !== undefined)
      addMember(member, value, memberSite(member, name, owner, isPublic, walk));
    else visitInside(node, inside(name === undefined ? owner : symbolOf(owner, name), walk));
  }
  // Static blocks and what else has no name.
  const named = new Set(members.map(({ node }) => node));
  const rest = holder.type === 'ObjectExpression' ? holder.properties : holder.body.body;
  for (const node of rest) if (!named.has(node)) visitInside(node, inside(owner, walk));
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
    visitInside(value, inside(symbolOf(site.owner, site.name), site.walk));
  } else bind(value, site, undefined, kind === 'setter' ? 'method' : kind);
}
