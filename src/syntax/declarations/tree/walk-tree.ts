import type { SyntaxNode } from './syntax-node.ts';

export interface Visitor {
  /** Whether to go into the node. `siblings` are its parent's children, itself at `index`. */
  enter(node: SyntaxNode, siblings: readonly SyntaxNode[], index: number): boolean;
  /** Of a node that was gone into, behind all that is in it. */
  leave?(node: SyntaxNode): void;
}

/** Outer before inner, in the order of the text. Without recursion: code can be nested as deep as it is long. */
export function walkTree(root: SyntaxNode, visitor: Visitor): void {
  const path: { readonly siblings: readonly SyntaxNode[]; index: number }[] = [
    { siblings: [root], index: 0 },
  ];
  for (let open = path.at(-1); open !== undefined; open = path.at(-1)) {
    const node = open.siblings[open.index];
    if (node === undefined) {
      path.pop();
      const outer = path.at(-1);
      const left = outer?.siblings[outer.index];
      if (outer === undefined || left === undefined) continue;
      visitor.leave?.(left);
      outer.index++;
    } else if (visitor.enter(node, open.siblings, open.index)) {
      path.push({ siblings: node.children, index: 0 });
    } else open.index++;
  }
}

/** Nodes of a body in order, itself first; those inside a node for which `isClosed` holds are left out, that one too. */
export function nodesWithin(body: SyntaxNode, isClosed: (node: SyntaxNode) => boolean): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  walkTree(body, {
    enter(node) {
      if (node !== body && isClosed(node)) return false;
      found.push(node);
      return true;
    },
  });
  return found;
}
