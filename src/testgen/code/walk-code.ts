import type { CodeNode } from './code-node.ts';

/**
 * Calls `visit` for the node and all below it, outer before inner, in the order of the text; what is below a node is left
 * out when `visit` answers false. Without recursion: code can be nested as deep as it is long.
 *
 * @param visit gets the node's ancestors, nearest last; the list is only valid during the call
 */
export function walkCode(
  root: CodeNode,
  visit: (node: CodeNode, ancestors: readonly CodeNode[]) => boolean | void,
): void {
  const ancestors: CodeNode[] = [];
  const open: { readonly node: CodeNode; readonly depth: number }[] = [{ node: root, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, depth } = next;
    ancestors.length = depth;
    if (visit(node, ancestors) === false) continue;
    ancestors.push(node);
    for (let at = node.children.length - 1; at >= 0; at--) {
      const child = node.children[at];
      if (child !== undefined) open.push({ node: child, depth: depth + 1 });
    }
  }
}

/** Nodes of these types, itself included; those below a node for which `isClosed` holds are left out. */
export function findNodes(
  root: CodeNode,
  types: readonly string[],
  isClosed: (node: CodeNode) => boolean = () => false,
): CodeNode[] {
  const found: CodeNode[] = [];
  walkCode(root, (node) => {
    if (types.includes(node.type)) found.push(node);
    return node === root || !isClosed(node);
  });
  return found;
}

/** Functions of JavaScript, TypeScript and Python: what is inside runs when somebody calls it. */
export function isFunction({ type, isNamed }: CodeNode): boolean {
  return isNamed && functionTypes.has(type);
}

const functionTypes = new Set([
  'function_declaration',
  'generator_function_declaration',
  'function_expression',
  'generator_function',
  'arrow_function',
  'method_definition',
  'function_definition',
  'lambda',
]);

/** Places that the parser could not make sense of. */
export function countErrors(root: CodeNode): number {
  let errors = 0;
  walkCode(root, (node) => {
    if (node.type === 'ERROR' || node.isMissing) errors++;
  });
  return errors;
}
