import type { Category, RuleSeverity } from './rule-words.ts';
import type { SyntaxRule } from './syntax-rule.ts';

/** Where a rule file came from; who wrote it decides what happens when it is broken. */
export type RuleOrigin = 'built-in' | 'repository' | 'operator';

/** A defect that the syntax of a few lines decides, with examples that prove it. Plain data: it is kept as JSON. */
export interface Rule {
  /** `galley/...` for a built-in one, else `team/...`. */
  readonly id: string;
  readonly origin: RuleOrigin;
  /** Where it stands, for people: `.galley/rules/keys.yml:3:1`, 1-based line and column. */
  readonly where: string;
  readonly severity: RuleSeverity;
  readonly category: Category;
  /** At most 80 characters, no final full stop. */
  readonly title: string;
  /** What goes wrong and how to fix it; may name variables of the rule. */
  readonly message: string;
  /** Why it is wrong, at more length, for `galley explain`. */
  readonly why: string;
  /** Empty where there is none. */
  readonly url: string;
  /** As `languageOf` of src/change names them. At least one. */
  readonly languages: readonly string[];
  readonly syntax: SyntaxRule;
  /** Template of what stands in place of the match; undefined: no fix. */
  readonly fix?: string;
  /** The variable that the finding points at; undefined: the whole match. */
  readonly at?: string;
  /**
   * One of these stands in every text worth a look; empty: any text is. `/.../` is a regular expression, for built-in
   * rules only: JavaScript's can take for ever, and its repeats must be bounded.
   */
  readonly hints: readonly string[];
  /** All of these stand in every file worth a look, changed there or not; the same notation. */
  readonly needs: readonly string[];
  /** Globs of paths it looks at (empty: all), and of those it does not. */
  readonly files: readonly string[];
  readonly ignores: readonly string[];
  /** Undefined: nobody has judged its hits. */
  readonly confidence?: RuleConfidence;
  readonly valid: readonly string[];
  readonly invalid: readonly BadExample[];
}

/** Lower bound of the share of judged hits that were right, 0 to 1, and how many were judged. */
export interface RuleConfidence {
  readonly precision: number;
  readonly n: number;
}

/** Code that the rule must find. */
export interface BadExample {
  readonly code: string;
  /** 1-based line of the match; undefined: any. */
  readonly line?: number;
  /** What the fix must make of it; undefined: not said. */
  readonly fixed?: string;
}

/** Something wrong with a rule file. */
export interface RuleProblem {
  readonly origin: RuleOrigin;
  /** `.galley/rules/keys.yml:3:5`: 1-based line and column. */
  readonly where: string;
  readonly text: string;
}

/** All rules that a run knows. */
export interface RuleSet {
  readonly rules: readonly Rule[];
  readonly problems: readonly RuleProblem[];
  /** Names of the files and folders beside the built-in rules, for the Ledger. */
  readonly sources: readonly string[];
}

/** Gives the rules of a run. Asked once, when there is something to check. */
export interface RuleSource {
  /** Throws GalleyError `invalid-config` when the operator's own rules are broken. */
  load(): Promise<RuleSet>;
}
