import type { Tree, TreeCursor } from 'web-tree-sitter';

/** A node of a parse tree, copied out of the parser's memory. */
export interface SyntaxNode {
  readonly type: string;
  /** Which part of its parent it is, such as `name`; empty: none. */
  readonly field: string;
  /** False for tokens that the grammar spells out: `{`, `public`. */
  readonly isNamed: boolean;
  /** The parser made it up. */
  readonly isMissing: boolean;
  /** Offsets into `source`, in UTF-16 units: `end` is the first one behind it. */
  readonly start: number;
  readonly end: number;
  readonly children: readonly SyntaxNode[];
  readonly source: string;
}

/** Nodes between two looks at the clock. */
const stride = 4_096;

/** Whether nobody looks into a node; `path` are those around it, outermost first. */
export type IsClosed = (node: SyntaxNode, path: readonly SyntaxNode[]) => boolean;

/** The whole tree of `source`, but for what is in closed nodes; undefined when it took too long. */
export function copyTree(
  tree: Tree,
  source: string,
  isLate: () => boolean,
  isClosed: IsClosed = () => false,
): SyntaxNode | undefined {
  const cursor = tree.walk();
  const copyNode = createCopy(cursor, source);
  try {
    const root = copyNode();
    const path: OpenNode[] = [];
    let last = root;
    for (let count = 1; ; count++) {
      if (count % stride === 0 && isLate()) return undefined;
      if (!isClosed(last, path) && cursor.gotoFirstChild()) path.push(Object.assign(last, { children: [] }));
      else {
        while (!cursor.gotoNextSibling()) {
          if (!cursor.gotoParent()) return root;
          path.pop();
        }
      }
      last = copyNode();
      path.at(-1)?.children.push(last);
    }
  } finally {
    cursor.delete();
  }
}

interface OpenNode extends SyntaxNode {
  readonly children: SyntaxNode[];
}

const none: readonly SyntaxNode[] = [];

/** Copies the node where the cursor stands. Each look into the parser's memory costs, so the words of a grammar are kept. */
function createCopy(cursor: TreeCursor, source: string): () => SyntaxNode {
  const kinds = new Map<number, Pick<SyntaxNode, 'type' | 'isNamed'>>();
  return () => {
    const { nodeTypeId, startIndex: start, endIndex: end } = cursor;
    const kind = kinds.get(nodeTypeId) ?? { type: cursor.nodeType, isNamed: cursor.nodeIsNamed };
    kinds.set(nodeTypeId, kind);
    const isMissing = start === end && cursor.nodeIsMissing;
    const field = cursor.currentFieldName ?? '';
    const { type, isNamed } = kind;
    return { type, field, isNamed, isMissing, start, end, children: none, source };
  };
}

export function textOf(node: SyntaxNode): string {
  return node.source.slice(node.start, node.end);
}

/** The first child that is this part of the node. */
export function partOf(node: SyntaxNode, field: string): SyntaxNode | undefined {
  return node.children.find((child) => child.field === field && child.isNamed);
}

export function childOf(node: SyntaxNode, ...types: readonly string[]): SyntaxNode | undefined {
  return node.children.find((child) => types.includes(child.type));
}

export function childrenOf(node: SyntaxNode, ...types: readonly string[]): readonly SyntaxNode[] {
  return node.children.filter((child) => types.includes(child.type));
}
