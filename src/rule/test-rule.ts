import { applyFix } from './apply-fix.ts';
import { isWorthIt } from './choose-candidates.ts';
import type { BadExample, Rule } from './rule.ts';
import type { RuleEngine } from './rule-engine.ts';
import type { SyntaxMatch } from './syntax-rule.ts';

/** What a rule's own examples say about it. */
export interface RuleTest {
  readonly rule: Rule;
  /** Examples that were run. */
  readonly examples: number;
  /** In words for people; empty: all as it should be. */
  readonly failures: readonly RuleFailure[];
}

export interface RuleFailure {
  readonly text: string;
  /** The example, as far as it is about one. */
  readonly code: string;
}

/**
 * Runs the rule over its examples, in its first language: it must be silent on the valid ones, find the invalid ones on
 * the line they name, and its fix must make of them what they say and leave nothing to find.
 */
export async function testRule(rule: Rule, engine: RuleEngine): Promise<RuleTest> {
  const failures: RuleFailure[] = [];
  const broken = await whyNotRun(rule, engine);
  if (broken !== undefined) return { rule, examples: 0, failures: [{ text: broken, code: '' }] };
  for (const code of rule.valid) {
    const [hit] = await find(rule, code, engine);
    if (hit) failures.push({ text: `found in a valid example, line ${hit.startLine}`, code });
  }
  for (const example of rule.invalid) {
    const text = await failureOf(rule, example, engine);
    if (text !== undefined) failures.push({ text, code: example.code });
  }
  return { rule, examples: rule.valid.length + rule.invalid.length, failures };
}

/** Not understood in its first language: that of the file. */
async function whyNotRun(rule: Rule, engine: RuleEngine): Promise<string | undefined> {
  const { skipped } = await engine.match({
    language: rule.languages[0] ?? '',
    text: '',
    rules: [rule.syntax],
  });
  return skipped[0] && `the rule cannot be run: ${skipped[0].text}`;
}

async function find(rule: Rule, text: string, engine: RuleEngine): Promise<readonly SyntaxMatch[]> {
  const language = rule.languages[0] ?? '';
  const { matches } = await engine.match({ language, text, rules: [rule.syntax] });
  return matches[0] ?? [];
}

async function failureOf(
  rule: Rule,
  { code, line, fixed }: BadExample,
  engine: RuleEngine,
): Promise<string | undefined> {
  const matches = await find(rule, code, engine);
  const [first] = matches;
  if (!first) return 'not found in an invalid example';
  const at = matches.map((match) => (rule.at === undefined ? match : match.captures[rule.at])?.startLine);
  if (line !== undefined && !at.includes(line)) return `found in line ${at.join(', ')}, not in line ${line}`;
  if (!isWorthIt(rule, code))
    return `an invalid example lacks its hints (${rule.hints.join(', ')}) or what it needs (${rule.needs.join(', ')})`;
  if (rule.fix === undefined)
    return fixed === undefined ? undefined : 'the example names a fix, the rule has none';
  return fixed === undefined ? undefined : fixFailure(rule, code, fixed, first, engine);
}

async function fixFailure(
  rule: Rule,
  code: string,
  fixed: string,
  first: SyntaxMatch,
  engine: RuleEngine,
): Promise<string | undefined> {
  const made = applyFix(code, rule.fix ?? '', first);
  if (made === undefined) return 'the fix changes nothing';
  if (made.text.trimEnd() !== fixed.trimEnd()) return `the fix makes:\n${made.text}\nnot:\n${fixed}`;
  const before = await find(rule, code, engine);
  const after = await find(rule, made.text, engine);
  return after.length < before.length ? undefined : 'the rule still finds something in the fixed code';
}
