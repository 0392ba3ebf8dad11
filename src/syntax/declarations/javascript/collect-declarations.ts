import type { Node, Program } from 'oxc-parser';
import type { CommentSpan, Declaration } from '../../../docstring/declaration.ts';
import { addClass, addFunction, addInterface, addPlain, bind } from './add-declarations.ts';
import { draftFinisher, symbolOf, type Draft } from './declaration-draft.ts';
import { inside, siteOf, within, type Scope, type Walk } from './declaration-site.ts';
import { declareAssignment } from './declare-assignment.ts';
import { exportedNames } from './exported-names.ts';
import { laterSignatures } from './later-signatures.ts';
import { eachChild, isClass, isFunction, unwrap, type TextOf } from './node-kinds.ts';
import { readTypeParameters } from './read-parameters.ts';

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
  const walk: Walk = {
    add: (draft) => drafts.push(draft),
    textOf,
    visitInside: (node, owner) => visitInside(node, inside(owner, walk)),
  };
  visitList(program.body, { owner: '', isPublic, kind: 'program', walk });
  drafts.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  return drafts.map(finish);
}

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
      if (scope.kind !== 'program' || !declareAssignment(node.expression, scope, node))
        visitInside(node, scope);
      return;
    default:
      declare(node, scope, undefined);
  }
}

/** , addPlainparam exportNode the `export` around it */
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
