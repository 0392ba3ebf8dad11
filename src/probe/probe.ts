import type { Category } from '../rule/rule-words.ts';
import type { SyntaxRule } from '../rule/syntax-rule.ts';

/** A narrow yes/no question about one place in added code: when to ask it, how, and what to say after a Yes. */
export interface Probe {
  /** `missing-await`: stable, part of every cache key through its questions, and of `probe/missing-await` in reports. */
  readonly id: string;
  /** The file that holds it, for people. */
  readonly path: string;
  readonly category: Category;
  readonly severity: 'error' | 'warning';
  /** At most 80 characters, no final full stop. */
  readonly title: string;
  /** What goes wrong and how to fix it; `{NAME}` stands for what a trigger captured. */
  readonly message: string;
  readonly triggers: readonly Trigger[];
  /**
   * Wordings of one question, best first. Yes means defect; `{NAME}` stands for what a trigger captured, `{LINE}` for the
   * line it found.
   */
  readonly questions: readonly string[];
  readonly bad: readonly ProbeExample[];
  readonly good: readonly ProbeExample[];
}

/** Syntax on which a Probe is asked. */
export interface Trigger {
  /** As `languageOf` of src/change names them. */
  readonly languages: readonly string[];
  readonly syntax: SyntaxRule;
  /** The capture whose first line is the anchor; undefined: the first line of the match. */
  readonly at?: string;
}

/** Code on which the trigger fires: with the defect among `bad`, without among `good`. */
export interface ProbeExample {
  readonly language: string;
  readonly code: string;
  /** 1-based line of the anchor; undefined: the first place that fires. */
  readonly line?: number;
  /** The version before; undefined: all of it is new. */
  readonly before?: string;
}
