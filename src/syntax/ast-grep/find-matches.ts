import type { LineRange } from '../../change/outline-lines.ts';
import {
  variablesOf,
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

/** Each search compiles its rules anew: more subtrees than these cost more than the walk over what lies between them. */
const mostSubtrees = 8;

/** @param lines undefined: all of the tree */
export function regionOf(root: SgNode, lines: readonly LineRange[] | undefined): Region {
  let region: Region = { whole: [root], above: [] };
  while (lines !== undefined) {
    const parts = region.whole.map((node) =>
      node.children().filter((child) => touches(rangeOf(child), lines)),
    );
    const whole = region.whole.flatMap((node, index) => (isSplit(parts[index]) ? parts[index] : [node]));
    if (whole.length > mostSubtrees || parts.every((children) => !isSplit(children))) break;
    region = { whole, above: [...region.above, ...region.whole.filter((_, index) => isSplit(parts[index]))] };
  }
  return region;
}

/** A leaf, and a node between whose children a line lies, stay whole. */
function isSplit(children: readonly SgNode[] | undefined): children is readonly SgNode[] {
  return children !== undefined && children.length > 0;
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

/** Whether one of the rules may hold somewhere in the region; one walk for all. Their variables must not be constrained. */
export function isAnywhere(rules: readonly SyntaxRule[], region: Region): boolean {
  const any: SyntaxRule = { rule: { any: rules.map(({ rule }) => rule) } };
  return (
    region.above.some((node) => node.matches(any)) || region.whole.some((node) => isFound(node.find(any)))
  );
}

function isFound(node: SgNode | null | undefined): boolean {
  return node !== null && node !== undefined;
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
