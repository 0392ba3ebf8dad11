import { parseRules, type RuleText } from './parse-rules.ts';
import type { Rule, RuleProblem, RuleSet } from './rule.ts';

/**
 * Built-in rules and those of the files together. An id counts once: the first file that has it keeps it, the operator's
 * files first.
 */
export function loadRules(builtIn: readonly Rule[], files: readonly RuleText[]): RuleSet {
  const rules = new Map(builtIn.map((rule) => [rule.id, rule]));
  const problems: RuleProblem[] = [];
  const own = files.filter(({ origin }) => origin === 'operator');
  for (const file of [...own, ...files.filter(({ origin }) => origin !== 'operator')]) {
    const parsed = parseRules(file);
    problems.push(...parsed.problems);
    for (const rule of parsed.rules) {
      const other = rules.get(rule.id);
      if (other === undefined) rules.set(rule.id, rule);
      else
        problems.push({
          origin: file.origin,
          where: rule.where,
          text: `${rule.id} exists already: ${other.where}`,
        });
    }
  }
  return { rules: [...rules.values()], problems, sources: files.map(({ path }) => path) };
}
