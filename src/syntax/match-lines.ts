import type { Node, Query, QueryMatch } from 'web-tree-sitter';
import type { LineRange } from '../change/outline-lines.ts';

/** Where nothing is left to save, in rows: looking into a node's children costs calls of its own. */
const smallNode = 24;

/**
 * Matches of the query at `node` and below, as far as they begin at nodes that touch the lines; a node that does not is
 * never entered. `lines` are ascending and without overlaps; undefined: all.
 *
 * No pattern of the query may begin with a wildcard.
 */
export function matchLines(
  query: Query,
  node: Node,
  lines: readonly LineRange[] | undefined,
  isLate: () => boolean,
): QueryMatch[] {
  const [first, last] = [node.startPosition.row + 1, node.endPosition.row + 1];
  if (lines === undefined || last - first < smallNode || isWithin(lines, first, last)) {
    return query.matches(node, { progressCallback: isLate });
  }
  const matches = query.matches(node, { maxStartDepth: 0, progressCallback: isLate });
  for (const child of node.namedChildren) {
    if (isLate()) break;
    const touched = touches(lines, child.startPosition.row + 1, child.endPosition.row + 1);
    if (touched) matches.push(...matchLines(query, child, lines, isLate));
  }
  return matches;
}

/** Index of the first range that does not end before the line. */
function firstFrom(lines: readonly LineRange[], line: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle]?.last ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether one of the ranges, ascending and without overlaps, holds one of these lines. */
export function touches(lines: readonly LineRange[], first: number, last: number): boolean {
  const range = lines[firstFrom(lines, first)];
  return range !== undefined && range.first <= last;
}

function isWithin(lines: readonly LineRange[], first: number, last: number): boolean {
  const range = lines[firstFrom(lines, first)];
  return range !== undefined && range.first <= first && last <= range.last;
}
