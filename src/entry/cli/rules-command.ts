import type { Command } from 'commander';
import { parseRules } from '../../rule/parse-rules.ts';
import type { Rule, RuleProblem, RuleSet } from '../../rule/rule.ts';
import { testRule, type RuleTest } from '../../rule/test-rule.ts';
import { rootHere } from './command-settings.ts';
import { openRuleEngine, openRules } from './open-rules.ts';
import { readNamedFile } from './read-named-file.ts';
import { renderRuleList } from './rules/render-rule-list.ts';
import { renderRuleTests } from './rules/render-rule-tests.ts';
import { terminalOf } from './terminal.ts';
import { logTo } from './terminal-log.ts';

interface RuleFlags {
  readonly rules?: string;
  readonly json?: boolean;
}

/** The rules that a review here would know. */
export async function rulesHere(command: Command): Promise<RuleSet> {
  return openRules({
    repository: { from: 'folder', root: await rootHere() },
    folder: command.opts<RuleFlags>().rules,
  }).load();
}

/** `galley rules list [--json]`. */
export async function listRules(command: Command): Promise<number> {
  const { color, width, out } = terminalOf(command);
  const set = await rulesHere(command);
  const isJson = command.opts<RuleFlags>().json ?? false;
  out(isJson ? `${JSON.stringify(set.rules.map(publish), null, 2)}\n` : renderRuleList(set, color, width));
  return 0;
}

function publish({ id, severity, category, title, origin, where, languages, fix }: Rule) {
  return { id, severity, category, title, origin, where, languages, fix: fix !== undefined };
}

/** `galley rules test [FILES]`: 1 when an example fails, 2 when a file is broken. */
export async function testRules(files: readonly string[], command: Command): Promise<number> {
  const terminal = terminalOf(command);
  const { rules, problems } = files.length === 0 ? await rulesHere(command) : readRuleFiles(files);
  const engine = openRuleEngine(logTo(terminal));
  try {
    const tests: RuleTest[] = [];
    for (const rule of rules) tests.push(await testRule(rule, engine));
    terminal.out(renderRuleTests(tests, problems, terminal.color));
    if (problems.length > 0) return 2;
    return tests.some((test) => test.failures.length > 0) ? 1 : 0;
  } finally {
    await engine.close();
  }
}

function readRuleFiles(files: readonly string[]): { rules: Rule[]; problems: RuleProblem[] } {
  const parsed = files.map((path) => parseRules({ path, text: readRuleFile(path), origin: 'operator' }));
  return { rules: parsed.flatMap((one) => one.rules), problems: parsed.flatMap((one) => one.problems) };
}

function readRuleFile(path: string): string {
  return readNamedFile(
    path,
    'rule file',
    'galley rules test without a file tests all rules of the repository.',
  );
}
