import type { MeasuredRule, MeasuredRules } from '../../src/entry/cli/rules/measured-rules.ts';
import { shareBounds } from '../../src/probe/bounds.ts';
import type { Rule, RuleConfidence } from '../../src/rule/rule.ts';

/** Fewer judged hits than these say more together with those of the rules of the same category. */
const enough = 10;

/**
 * How sure a rule's findings are: the lower bound of the share of its judged hits that were right; where it has few, of
 * those of its category, and of all rules where even those are few.
 */
export function ruleConfidence(
  rule: Pick<Rule, 'id' | 'category'>,
  rules: readonly Pick<Rule, 'id' | 'category'>[],
  { rules: measured }: MeasuredRules,
): RuleConfidence {
  const pool = (some: readonly Pick<Rule, 'id'>[]): MeasuredRule =>
    some
      .flatMap(({ id }) => measured[id] ?? [])
      .reduce((a, b) => ({ judged: a.judged + b.judged, right: a.right + b.right }), { judged: 0, right: 0 });
  const own = pool([rule]);
  const category = pool(rules.filter((one) => one.category === rule.category));
  const chosen = [own, category].find(({ judged }) => judged >= enough) ?? pool(rules);
  const { lower } = shareBounds(chosen.right, chosen.judged);
  return { precision: Math.floor(lower * 100) / 100, n: chosen.judged };
}
