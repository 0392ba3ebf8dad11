import type { Decision } from '../../coverage/code-facts.ts';
import type { SyntaxNode } from '../declarations/tree/syntax-node.ts';

/** What reading a tree has to know of a language to tell what runs, and when. */
export interface FactsTable {
  /** Node types in which nothing runs: comments, types. */
  readonly inert: readonly string[];
  /** Further nodes in which nothing runs. */
  readonly isInert?: (node: SyntaxNode) => boolean;
  /** Tokens that do not make a line one that runs, by the type of the node that they stand in. */
  readonly neutral: Readonly<Record<string, readonly string[]>>;
  /** Node types of strings that may span lines. */
  readonly texts: readonly string[];
  readonly statements: readonly string[];
  /** Node types that hold statements one after the other. */
  readonly blocks: readonly string[];
  /** Statements and expressions behind which nothing runs: `return`, `throw`. */
  readonly exits: readonly string[];
  /** Calls that never return, as they are written: `panic`, `sys.exit`. */
  readonly exitCalls?: readonly string[];
  /** By node type. */
  readonly decisions: Readonly<Record<string, DecisionReader>>;
  readonly words: ConditionWords;
}

/** How conditions are written and said. */
export interface ConditionWords {
  /** What a condition must be for the first arm, and for the other. */
  readonly yes: string;
  readonly no: string;
  readonly parentheses: readonly string[];
  /** Node types of operators with one operand, the last child. */
  readonly not: readonly string[];
  /** Operators, as they are written. */
  readonly notSigns: readonly string[];
  readonly and: readonly string[];
  readonly or: readonly string[];
  /** What is taken when the left operand is null or undefined. */
  readonly elseNull: readonly string[];
  /** Comparisons, and how each is said where it must not hold; empty: with `not`. */
  readonly opposites: Readonly<Record<string, string>>;
}

/** What decides in one node; several for an `if` with its `elif`s. Empty: nothing. */
export type DecisionReader = (
  node: SyntaxNode,
  words: ConditionWords,
  ancestors: readonly SyntaxNode[],
) => readonly DraftDecision[];

/** Offsets into the text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface DraftDecision extends Span {
  readonly kind: Decision['kind'];
  readonly condition: Span | undefined;
  readonly arms: readonly DraftArm[];
  /** Of an `elif`: what runs when a condition before it holds. */
  readonly earlier?: readonly SyntaxNode[];
}

export interface DraftArm {
  readonly name: string;
  readonly needs: string;
  /** Its own code; undefined for an arm without any. */
  readonly span: Span | undefined;
  /** The one statement or block of that code, where it is one. */
  readonly code?: SyntaxNode | undefined;
}
