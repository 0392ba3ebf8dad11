import type { LineRange } from '../../change/outline-lines.ts';
import type { IsClosed } from '../declarations/tree/syntax-node.ts';
import { touches } from '../match-lines.ts';
import type { FactsTable } from './facts-table.ts';
import type { LineTable } from './line-table.ts';

/** Nodes that hold declarations and run nothing in an order of their own, in all grammars. */
const holder =
  /^(?:program|module|source_file|compilation_unit|export_statement|decorated_definition|(?:abstract_)?class_(?:declaration|definition|body)|impl_item|mod_item|(?:file_scoped_)?namespace_declaration|declaration_list|block)$/;

/** Holders in holders. */
const deepest = 6;

/**
 * Closes what no asked line touches, as far as nothing in it decides about other code: what stands in a file or a class side
 * by side, but for an `if` and the like, behind which a module may end.
 *
 * @param closed is told of each node that is closed
 */
export function closeUnasked(
  asked: readonly LineRange[] | undefined,
  { decisions }: FactsTable,
  lines: LineTable,
  closed: Set<object>,
): IsClosed {
  return (node, path) => {
    if (asked === undefined || path.length === 0 || path.length > deepest) return false;
    if (!node.isNamed || Object.hasOwn(decisions, node.type)) return false;
    if (!path.every(({ type }) => holder.test(type))) return false;
    if (touches(asked, lines.lineAt(node.start), lines.lineAt(node.end))) return false;
    closed.add(node);
    return true;
  };
}
