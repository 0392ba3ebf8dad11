import type { LineRange } from '../change/outline-lines.ts';
import type { SyntaxMatch, SyntaxRule } from './syntax-rule.ts';

/** Runs ast-grep rules over texts: those of rule files, and the triggers of probes. */
export interface RuleEngine {
  /**
   * Never throws for a rule or a text that is broken, slow or hostile: what was not tried is told. The same rule must be
   * the same object each time: what is known about it is kept by it.
   */
  match(request: MatchRequest): Promise<MatchResult>;
  /** Ends helper processes. Safe to call twice. */
  close(): Promise<void>;
}

export interface MatchRequest {
  /** As `languageOf` of src/change names it. */
  readonly language: string;
  readonly text: string;
  readonly rules: readonly SyntaxRule[];
  /** Only matches that touch one of these lines count; undefined: all do. */
  readonly lines?: readonly LineRange[];
  /** Whether the errors of the parse are to be counted: two parses of nearly the same text can then be compared. */
  readonly countErrors?: boolean;
}

export interface MatchResult {
  /** One list a rule, in the order asked; in each the matches in reading order, outer before inner. */
  readonly matches: readonly (readonly SyntaxMatch[])[];
  /** Rules that were not tried on this text, or for the last time. */
  readonly skipped: readonly SkippedRule[];
  /** Undefined when not asked for, or when the text could not be parsed. */
  readonly errors: number | undefined;
}

export interface SkippedRule {
  /** Position among the rules asked for. */
  readonly index: number;
  /**
   * `language`: nothing parses this language, or not this text. `broken`: the rule is not understood in this language.
   * `slow`: it took longer than a rule may, and is not tried again in this run.
   */
  readonly reason: 'language' | 'broken' | 'slow';
  /** In words for people. */
  readonly text: string;
}
