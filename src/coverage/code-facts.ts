import type { LineRange } from '../change/outline-lines.ts';
import type { BranchKind, Place } from './report.ts';

/** What a parser knows of a file that a coverage report does not tell. */
export interface CodeFacts {
  /** 1-based lines on which nothing runs: blank, comments, types, imports of types only, closing brackets. */
  readonly inertLines: ReadonlySet<number>;
  /** 1-based lines that begin inside a string: their white space is part of the program. */
  readonly textLines: ReadonlySet<number>;
  /** Outermost first, in the order of the text. */
  readonly functions: readonly FunctionFact[];
  /** Whole statements, in the order of the text: an outer one before those in it. */
  readonly statements: readonly Place[];
  readonly decisions: readonly Decision[];
}

export interface FunctionFact extends LineRange {
  /** Outermost first, joined by `.`. Empty for an anonymous one. */
  readonly name: string;
  /** Text up to the body, on one line. */
  readonly signature: string;
}

/**
 * Something that chooses: an `if`, a `switch`, a ternary, a chain of `&&`, a default value. A `try` chooses when something is
 * thrown; no report counts that as a branch.
 */
export interface Decision {
  readonly kind: Exclude<BranchKind, 'block' | 'line'> | 'try';
  /** The whole of it. */
  readonly place: Place;
  /** What is looked at to choose. Undefined where each arm is looked at by itself: operands, default values. */
  readonly condition: Place | undefined;
  readonly arms: readonly DecisionArm[];
}

export interface DecisionArm {
  /** For people: `then`, `else`, `case "a"`, `default`, `right of ||`, `default of limit`. */
  readonly name: string;
  /** What must hold for it to be taken, as code and a word: `` `opts.a` falsy ``. Empty: nothing, or nothing that can be said. */
  readonly needs: string;
  /** Its own code. Undefined for an arm without any, such as an else that is not there. */
  readonly place: Place | undefined;
  /** Code behind the decision that is reached through this arm only: the other one returns. */
  readonly guards?: Place;
}
