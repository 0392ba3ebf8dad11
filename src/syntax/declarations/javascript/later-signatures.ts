import type { Node } from 'oxc-parser';
import { isFunction, type TextOf } from './node-kinds.ts';

/** Of an overload set all but the first signature, with the implementation: their docs stand at the first. */
export function laterSignatures(siblings: readonly Node[], textOf: TextOf): Set<Node> {
  const later = new Set<Node>();
  if (siblings.length < 2) return later;
  const sets = new Set<string>();
  for (const node of siblings) {
    const one = signatureOf(node, textOf);
    if (one === undefined) continue;
    if (sets.has(one.set)) later.add(node);
    else if (!one.hasBody) sets.add(one.set);
  }
  return later;
}

function signatureOf(node: Node, textOf: TextOf): { set: string; hasBody: boolean } | undefined {
  switch (node.type) {
    case 'ExportNamedDeclaration':
      return node.declaration === null ? undefined : signatureOf(node.declaration, textOf);
    case 'ExportDefaultDeclaration':
      return signatureOf(node.declaration, textOf);
    case 'FunctionDeclaration':
    case 'TSDeclareFunction':
      return { set: node.id?.name ?? '', hasBody: node.body !== null };
    case 'MethodDefinition':
    case 'TSAbstractMethodDefinition': {
      const hasBody = isFunction(node.value) && node.value.body !== null;
      return { set: `${node.kind} ${node.static} ${textOf(node.key)}`, hasBody };
    }
    case 'TSMethodSignature':
      return { set: `${node.kind} ${textOf(node.key)}`, hasBody: false };
    default:
      return undefined;
  }
}
