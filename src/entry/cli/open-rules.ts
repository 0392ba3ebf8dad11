import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { GalleyError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import type { RuleText } from '../../rule/parse-rules.ts';
import type { RuleEngine } from '../../rule/rule-engine.ts';
import type { Rule, RuleProblem, RuleSet, RuleSource } from '../../rule/rule.ts';
import { packageFile } from './package-files.ts';

export interface RulePlaces {
  /** Top folder of the repository, whose own rules count; undefined: none do. */
  readonly root: string | undefined;
  /** The operator's own rules: `--rules DIR`. */
  readonly folder: string | undefined;
}

/**
 * The built-in rules and those of both places, read by the first `load`. YAML and its schema are only loaded where there
 * is a rule file: most runs have none.
 */
export function openRules(places: RulePlaces): RuleSource {
  let loading: Promise<RuleSet> | undefined;
  return { load: () => (loading ??= load(places)) };
}

async function load({ root, folder }: RulePlaces): Promise<RuleSet> {
  const builtIn = JSON.parse(readFileSync(packageFile('rules.json'), 'utf8')) as Rule[];
  const hasOwn = root !== undefined && existsSync(join(root, '.galley'));
  if (!hasOwn && folder === undefined) return { rules: builtIn, problems: [], sources: [] };
  const { readOperatorRules, readRepositoryRules } = await import('../../config/read-rule-files.ts');
  const { loadRules } = await import('../../rule/load-rules.ts');
  const read = [
    ...(folder === undefined ? [] : [await readOperatorRules(resolve(folder))]),
    ...(hasOwn ? [await readRepositoryRules(root)] : []),
  ];
  const files: RuleText[] = read.flatMap((one) => one.files);
  const set = loadRules(builtIn, files);
  const problems = [...read.flatMap((one) => one.problems), ...set.problems];
  const own = problems.filter(({ origin }) => origin === 'operator');
  if (own.length > 0) throw brokenRules(own);
  return { ...set, problems };
}

/** The operator must know before anything else happens; a repository's own rules are no reason to stop. */
export function brokenRules(problems: readonly RuleProblem[]): GalleyError {
  return new GalleyError('invalid-config', {
    what: problems.length === 1 ? 'a rule is broken' : `${problems.length} rules are broken`,
    why: problems.map(({ where, text }) => `${where}: ${text}`).join('\n'),
    todo: 'galley rules test FILE says more',
  });
}

/** ast-grep, started by the first text that a rule may hold of. */
export function openRuleEngine(log: Log): RuleEngine {
  let opening: Promise<RuleEngine> | undefined;
  const open = async (): Promise<RuleEngine> => {
    const { createRuleEngine } = await import('../../syntax/ast-grep/create-rule-engine.ts');
    return createRuleEngine({
      childEntry: packageFile('rule-engine.js'),
      nativeDirectory: packageFile('native'),
      grammarDirectory: packageFile('wasm'),
      runtimeWasm: packageFile('wasm/web-tree-sitter.wasm'),
      engineWasm: packageFile('wasm/ast-grep.wasm'),
      log,
    });
  };
  return {
    match: async (request) => (await (opening ??= open())).match(request),
    close: async () => (await opening)?.close(),
  };
}
