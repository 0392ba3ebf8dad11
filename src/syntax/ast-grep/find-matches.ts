import {
  variablesOf,
  type LineRange,
  type SyntaxCapture,
  type SyntaxMatch,
  type SyntaxRule,
  type TextRange,
} from '../../rule/syntax-rule.ts';
import type { SgNode } from './sg-node.ts';

/** The part of a tree that touches some lines: `whole` subtrees, and the nodes above them one by one. */
export interface Region {
  readonly whole: readonly SgNode[];
  readonly above: readonly SgNode[];
}

/** A subtree of fewer lines is walked as a whole: going down costs more than what it saves. */
const fewLines = 40;

/** @param lines undefined: all of the tree */
export function regionOf(root: SgNode, lines: readonly LineRange[] | undefined): Region {
  if (lines === undefined) return { whole: [root], above: [] };
  const whole: SgNode[] = [];
  const above: SgNode[] = [];
  const visit = (node: SgNode): void => {
    const range = rangeOf(node);
    if (!touches(range, lines)) return;
    const children =
      range.endLine - range.startLine < fewLines || isWithin(range, lines) ? [] : node.children();
    if (children.length === 0) {
      whole.push(node);
      return;
    }
    above.push(node);
    children.forEach(visit);
  };
  visit(root);
  return { whole, above };
}

/** Matches of one rule that touch the lines, in reading order, outer before inner. */
export function matchesOf(
  rule: SyntaxRule,
  region: Region,
  lines: readonly LineRange[] | undefined,
): SyntaxMatch[] {
  const own = region.above.filter((node) => node.matches(rule)).map((node) => node.find(rule));
  const inner = region.whole.flatMap((node) => node.findAll(rule));
  return [...own, ...inner]
    .filter((node) => node !== null && node !== undefined)
    .map((node) => describe(node, rule))
    .filter((match) => lines === undefined || touches(match, lines))
    .sort(byPlace);
}

/** The nodes at which at least one of the rules may hold: what is left is asked rule by rule. */
export function nodesOfAny(
  rules: readonly SyntaxRule[],
  region: Region,
  lines: readonly LineRange[] | undefined,
): SgNode[] {
  const any: SyntaxRule = { rule: { any: rules.map(({ rule }) => rule) } };
  const nodes = [
    ...region.above.filter((node) => node.matches(any)),
    ...region.whole.flatMap((node) => node.findAll(any)),
  ];
  return lines === undefined ? nodes : nodes.filter((node) => touches(rangeOf(node), lines));
}

/** Matches of the rule at these very nodes. */
export function matchesAt(rule: SyntaxRule, nodes: readonly SgNode[]): SyntaxMatch[] {
  return (
    nodes
      .filter((node) => node.matches(rule))
      // The search begins at the node itself, which matches: only it gives the variables.
      .map((node) => describe(node.find(rule) ?? node, rule))
      .sort(byPlace)
  );
}

/** Outer before inner where two begin at the same place. */
function byPlace(a: TextRange, b: TextRange): number {
  return a.start - b.start || b.end - a.end;
}

function describe(node: SgNode, rule: SyntaxRule): SyntaxMatch {
  const captures: Record<string, SyntaxCapture> = {};
  for (const name of variablesOf(rule)) {
    const one = node.getMatch(name);
    const nodes = one ? [one] : node.getMultipleMatches(name);
    const capture = captureOf(nodes);
    if (capture !== undefined) captures[name] = capture;
  }
  const transformed: Record<string, string> = {};
  for (const name of Object.keys(rule.transform ?? {})) {
    const text = node.getTransformed(name);
    if (typeof text === 'string') transformed[name] = text;
  }
  return { ...rangeOf(node), captures, transformed };
}

/** From the first node to the last; `text` is filled in by whoever has the source. */
function captureOf(nodes: readonly SgNode[]): SyntaxCapture | undefined {
  const [first] = nodes;
  const last = nodes.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const from = rangeOf(first);
  const to = rangeOf(last);
  return { start: from.start, startLine: from.startLine, end: to.end, endLine: to.endLine, text: '' };
}

/** A node that ends with a line feed ends on that line, not on the next. */
export function rangeOf(node: SgNode): TextRange {
  const { start, end } = node.range();
  return { start: start.index, end: end.index, startLine: start.line + 1, endLine: end.line + 1 };
}

function touches({ startLine, endLine }: TextRange, lines: readonly LineRange[]): boolean {
  return lines.some(({ first, last }) => startLine <= last && endLine >= first);
}

function isWithin({ startLine, endLine }: TextRange, lines: readonly LineRange[]): boolean {
  return lines.some(({ first, last }) => first <= startLine && endLine <= last);
}
