import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseRules } from '../../src/rule/parse-rules.ts';
import type { Rule } from '../../src/rule/rule.ts';
import { cheapenRegexes } from './cheapen-regexes.ts';
import { ruleConfidence } from './rule-confidence.ts';
import { readMeasuredRules } from './write-measured-rules.ts';

const folder = 'src/rule/built-in';

/**
 * Writes the built-in rules as one JSON file, checked, with their hints and how sure they are: a review then reads no YAML and loads no
 * schema. Throws when one of the files is broken.
 */
export function writeRules(root: string, target: string): void {
  const rules = readBuiltInRules(root);
  const measured = readMeasuredRules(root);
  const known = rules.map((rule) => ({ ...rule, confidence: ruleConfidence(rule, rules, measured) }));
  writeFileSync(target, JSON.stringify(known));
}

/** The built-in rules, by their files' names. */
export function readBuiltInRules(root: string): Rule[] {
  const names = readdirSync(join(root, folder)).filter((name) => name.endsWith('.yml'));
  return names.sort().flatMap((name) => {
    const text = readFileSync(join(root, folder, name), 'utf8');
    const { rules, problems } = parseRules({ path: `${folder}/${name}`, text, origin: 'built-in' });
    const [problem] = problems;
    if (problem) throw new Error(`${problem.where}: ${problem.text}`);
    return rules.map((rule) => ({ ...rule, syntax: cheapenRegexes(rule.syntax) }));
  });
}
