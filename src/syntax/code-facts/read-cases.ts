import { textOf, type SyntaxNode } from '../declarations/tree/syntax-node.ts';
import { spanOf } from './decision-shapes.ts';
import type { DecisionReader, DraftArm } from './facts-table.ts';
import { quote, shorten } from './say-condition.ts';

/** Longest label in the name of an arm, in characters. */
const longestLabel = 40;

/** How a language writes a choice between many. */
export interface CaseShape {
  readonly kind: 'switch' | 'match';
  /** What is compared; undefined: each case is a condition of its own. */
  readonly subject: (node: SyntaxNode) => SyntaxNode | undefined;
  readonly cases: (node: SyntaxNode) => readonly SyntaxNode[];
  /** What a case is for, as code; undefined: all that is left. */
  readonly label: (one: SyntaxNode) => string | undefined;
}

/** One arm a case, of the whole of it. */
export function readCases({ kind, subject, cases, label }: CaseShape): DecisionReader {
  return (node) => {
    const value = subject(node);
    const about = value === undefined ? '' : quote(textOf(value).replace(/^\((.*)\)$/s, '$1'));
    const arms = cases(node).map((one): DraftArm => {
      const text = label(one);
      const rest = about === '' ? 'none of the cases' : `${about} none of the cases`;
      if (text === undefined) return { name: 'default', needs: rest, span: one };
      const needs = about === '' ? quote(text) : `${about} is ${quote(text)}`;
      return { name: `case ${shorten(text, longestLabel)}`, needs, span: one };
    });
    return arms.length === 0
      ? []
      : [{ ...spanOf(node), kind, condition: value ?? { start: node.start, end: node.start }, arms }];
  };
}
