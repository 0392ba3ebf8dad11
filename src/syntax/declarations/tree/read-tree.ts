import type {
  CommentSpan,
  Declaration,
  DeclarationTrait,
  DocFile,
  Span,
} from '../../../docstring/declaration.ts';
import { commentOf } from './comment-of.ts';
import { createLeading, type Leading } from './find-leading.ts';
import { hashShape } from './hash-shape.ts';
import type { Declared, LanguageTable, Owner, Place } from './language-table.ts';
import { createLines, type Lines } from './lines.ts';
import type { SyntaxNode } from './syntax-node.ts';
import { walkTree } from './walk-tree.ts';

/** What a tree tells about docs. `path` is that of its file. */
export function readTree(table: LanguageTable, path: string, root: SyntaxNode): DocFile {
  const isComment = among(table.comments);
  const { comments, docstrings, statements, errors } = survey(table, root, isComment);
  const lines = createLines(root.source);
  const leading = createLeading(root.source, comments, lines, table.between);
  return {
    declarations: declarationsOf(table, path, root, { lines, leading }),
    comments,
    docstrings,
    shape: hashShape(root, {
      isComment,
      isText: among(table.texts),
      isDropped: (node) => statements.has(node),
    }),
    errors,
  };
}

interface Survey {
  readonly comments: CommentSpan[];
  readonly docstrings: Span[];
  /** Those that are docstrings. */
  readonly statements: Set<SyntaxNode>;
  errors: number;
}

function survey(table: LanguageTable, root: SyntaxNode, isComment: (node: SyntaxNode) => boolean): Survey {
  const found: Survey = { comments: [], docstrings: [], statements: new Set(), errors: 0 };
  walkTree(root, {
    enter(node) {
      if (isComment(node)) {
        found.comments.push(commentOf(node));
        return false;
      }
      if (node.isMissing || node.type === 'ERROR') found.errors++;
      const docstring = table.docstringIn?.(node);
      if (docstring === undefined) return true;
      found.docstrings.push(docstring.span);
      found.statements.add(docstring.statement);
      return true;
    },
  });
  return found;
}

interface Around {
  readonly lines: Lines;
  readonly leading: Leading;
}

function declarationsOf(table: LanguageTable, path: string, root: SyntaxNode, around: Around): Declaration[] {
  const readers = table.readers({ path, root });
  const isClosed = among(table.closed);
  const owners: { readonly node: SyntaxNode; readonly owner: Owner }[] = [];
  const found: Declaration[] = [];
  walkTree(root, {
    enter(node, siblings, index) {
      const owner = owners.at(-1)?.owner ?? { kind: 'file', names: [], isPublic: true };
      const place: Place = { owner, siblings, index };
      const reading = Object.hasOwn(readers, node.type) ? readers[node.type]?.(node, place) : undefined;
      if (reading?.declared !== undefined) found.push(declarationOf(node, owner, reading.declared, around));
      if (isClosed(node) || reading?.isClosed === true) return false;
      if (reading?.inner !== undefined) owners.push({ node, owner: reading.inner });
      return true;
    },
    leave(node) {
      if (owners.at(-1)?.node === node) owners.pop();
    },
  });
  return found.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
}

function declarationOf(
  node: SyntaxNode,
  owner: Owner,
  declared: Declared,
  { lines, leading }: Around,
): Declaration {
  const { kind, name, isPublic, start = node.start, headEnd = node.end, docs = [], body } = declared;
  const span: Span = { start, end: node.end };
  const above = leading.before(span);
  const isInGroup = above.length === 0 && owner.group !== undefined && leading.hasDoc(owner.group);
  const inherited: DeclarationTrait[] = isInGroup ? ['overrides'] : [];
  const sharedLine: DeclarationTrait[] = leading.isAlone(start) ? [] : ['shared-line'];
  return {
    kind,
    name,
    symbol: [...owner.names, ...(declared.owners ?? []), name].join('.'),
    span,
    signature: { start, end: headEnd },
    lines: { first: lines.lineAt(start), last: lines.lineAt(Math.max(start, node.end - 1)) },
    isPublic,
    parameters: declared.parameters ?? [],
    typeParameters: declared.typeParameters ?? [],
    returns: declared.returns ?? 'nothing',
    yields: declared.yields ?? false,
    throws: [...new Set(declared.throws)],
    leading: [...above, ...docs],
    body,
    traits: [...(declared.traits ?? []), ...inherited, ...sharedLine],
  };
}

function among(types: readonly string[]): (node: SyntaxNode) => boolean {
  const set = new Set(types);
  return (node) => set.has(node.type);
}
