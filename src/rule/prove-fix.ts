import { applyFix, type FixedText } from './apply-fix.ts';
import type { Rule } from './rule.ts';
import type { RuleEngine } from './rule-engine.ts';
import type { SyntaxMatch } from './syntax-rule.ts';

/** What is known of a text before a fix: found once, compared with each fixed text. */
export interface TextFacts {
  readonly matches: number;
  readonly errors: number;
}

/** Undefined when the text could not be parsed. */
export async function factsOf(
  rule: Rule,
  language: string,
  text: string,
  engine: RuleEngine,
): Promise<TextFacts | undefined> {
  const result = await engine.match({ language, text, rules: [rule.syntax], countErrors: true });
  const [matches = []] = result.matches;
  return result.errors === undefined || result.skipped.length > 0
    ? undefined
    : { matches: matches.length, errors: result.errors };
}

/**
 * The text with the rule's fix in it, when that parses without new errors and the rule finds less than before; else
 * undefined. That is the proof `parsed`.
 */
export async function proveFix(
  rule: Rule,
  match: SyntaxMatch,
  language: string,
  text: string,
  before: TextFacts,
  engine: RuleEngine,
): Promise<FixedText | undefined> {
  if (rule.fix === undefined) return undefined;
  const fixed = applyFix(text, rule.fix, match);
  const after = fixed && (await factsOf(rule, language, fixed.text, engine));
  return after && after.errors <= before.errors && after.matches < before.matches ? fixed : undefined;
}
