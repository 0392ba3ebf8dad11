import type { CodeFacts } from '../../coverage/code-facts.ts';
import type { SyntaxNode } from '../declarations/tree/syntax-node.ts';
import { textOf } from '../declarations/tree/syntax-node.ts';
import { walkTree } from '../declarations/tree/walk-tree.ts';
import type { FactsTable } from './facts-table.ts';
import type { LineTable } from './line-table.ts';

/** Brackets and what separates: alone on a line, they run nothing. */
const punctuation = /^[(){}[\];,:<>/\s]*$/;

/**
 * Tells lines on which something runs from the others, token by token.
 *
 * @param closed nodes of which nothing but their text is known
 */
export function readLines(
  root: SyntaxNode,
  table: FactsTable,
  lines: LineTable,
  closed: ReadonlySet<object>,
): Pick<CodeFacts, 'inertLines' | 'textLines'> {
  const [inert, texts] = [new Set(table.inert), new Set(table.texts)];
  const live = new Set<number>();
  const textLines = new Set<number>();
  const mark = (node: SyntaxNode): void => {
    const last = lines.lineAt(Math.max(node.start, node.end - 1));
    for (let line = lines.lineAt(node.start); line <= last; line++) live.add(line);
  };
  const path: SyntaxNode[] = [];
  walkTree(root, {
    enter(node) {
      if (inert.has(node.type) || table.isInert?.(node) === true) return false;
      if (closed.has(node)) {
        textOf(node)
          .split('\n')
          .forEach((text, index) => punctuation.test(text) || live.add(lines.lineAt(node.start) + index));
        return false;
      }
      if (texts.has(node.type)) {
        const last = lines.lineAt(node.end);
        for (let line = lines.lineAt(node.start) + 1; line <= last; line++) textLines.add(line);
        mark(node);
      }
      if (node.children.length > 0) {
        path.push(node);
        return true;
      }
      if (!node.isMissing && !isQuiet(node, path.at(-1), table)) mark(node);
      return false;
    },
    leave: () => void path.pop(),
  });
  const inertLines = new Set<number>();
  for (let line = 1; line <= lines.count; line++) if (!live.has(line)) inertLines.add(line);
  return { inertLines, textLines };
}

function isQuiet(token: SyntaxNode, parent: SyntaxNode | undefined, { neutral }: FactsTable): boolean {
  if (token.isNamed) return false;
  const type = parent?.type ?? '';
  const quiet = Object.hasOwn(neutral, type) ? neutral[type] : undefined;
  return quiet?.includes(token.type) === true || punctuation.test(textOf(token));
}
