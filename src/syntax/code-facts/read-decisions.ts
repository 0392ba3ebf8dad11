import type { Decision, DecisionArm } from '../../coverage/code-facts.ts';
import type { Place } from '../../coverage/report.ts';
import { childOf, textOf, type SyntaxNode } from '../declarations/tree/syntax-node.ts';
import { walkTree } from '../declarations/tree/walk-tree.ts';
import type { DraftDecision, FactsTable, Span } from './facts-table.ts';
import type { LineTable } from './line-table.ts';

/** Everything that chooses, and the statements, in the order of the text: an outer one before those in it. */
export function readDecisions(
  root: SyntaxNode,
  table: FactsTable,
  lines: LineTable,
): { readonly decisions: Decision[]; readonly statements: Place[] } {
  const statementTypes = new Set(table.statements);
  const decisions: Decision[] = [];
  const statements: Place[] = [];
  const path: SyntaxNode[] = [];
  walkTree(root, {
    enter(node) {
      if (statementTypes.has(node.type)) statements.push(lines.placeOf(node));
      const read = Object.hasOwn(table.decisions, node.type) ? table.decisions[node.type] : undefined;
      const drafts = read?.(node, table.words, path) ?? [];
      decisions.push(...drafts.map((draft) => finish(draft, node, path, table, lines)));
      path.push(node);
      return true;
    },
    leave: () => void path.pop(),
  });
  return { decisions, statements };
}

function finish(
  draft: DraftDecision,
  node: SyntaxNode,
  path: readonly SyntaxNode[],
  table: FactsTable,
  lines: LineTable,
): Decision {
  const { kind, condition, arms } = draft;
  const rest = kind === 'if' ? restOfBlock(draft, node, path, table) : undefined;
  const leaves = arms.map(({ code }) => code !== undefined && isExit(code, table));
  const placeOf = (span: Span | undefined): Place | undefined => span && lines.placeOf(span);
  return {
    kind,
    place: lines.placeOf(draft),
    condition: placeOf(condition),
    arms: arms.map(({ name, needs, span }, index): DecisionArm => {
      const isOnlyWay = leaves[1 - index] === true && leaves[index] === false && rest !== undefined;
      return { name, needs, place: placeOf(span), ...(isOnlyWay ? { guards: lines.placeOf(rest) } : {}) };
    }),
  };
}

/** What follows a whole `if` in its block; undefined where it can be reached past this one. */
function restOfBlock(
  { earlier = [] }: DraftDecision,
  node: SyntaxNode,
  path: readonly SyntaxNode[],
  table: FactsTable,
): Span | undefined {
  if (!earlier.every((code) => isExit(code, table))) return undefined;
  let whole = node;
  for (let index = path.length - 1; index >= 0; index--) {
    const outer = path[index];
    if (outer === undefined) return undefined;
    if (table.blocks.includes(outer.type)) return { start: whole.end, end: outer.end };
    // An `else if`: what is behind it is reached past the first condition too, unless that one's code leaves.
    const consequence = outer.children.find(({ field }) => field === 'consequence');
    if (consequence !== undefined && (consequence === whole || !isExit(consequence, table))) return undefined;
    if (consequence === undefined && outer.type !== 'else_clause' && !isThin(outer)) return undefined;
    whole = outer;
  }
  return undefined;
}

/** Holds a statement and nothing beside it: `if` as an expression. */
function isThin(node: SyntaxNode): boolean {
  return node.type === 'expression_statement';
}

const isCall = /^(?:call|macro_invocation)/;

/** Whether nothing behind this code is reached once it runs. */
function isExit(code: SyntaxNode, table: FactsTable): boolean {
  let last: SyntaxNode | undefined = code;
  for (let depth = 0; depth < 8 && last !== undefined; depth++) {
    if (table.exits.includes(last.type)) return true;
    const call: SyntaxNode | undefined = isCall.test(last.type) ? last.children[0] : undefined;
    if (call !== undefined) return table.exitCalls?.includes(textOf(call)) === true;
    const inner: readonly SyntaxNode[] = childOf(last, 'statement_list')?.children ?? last.children;
    const isHolder: boolean = table.blocks.includes(last.type) || isThin(last);
    last = isHolder
      ? inner.filter((one) => one.isNamed && !table.inert.includes(one.type)).at(-1)
      : undefined;
  }
  return false;
}
