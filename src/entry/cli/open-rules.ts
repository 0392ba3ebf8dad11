import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Log } from '../../log.ts';
import type { RuleText } from '../../rule/parse-rules.ts';
import type { RuleEngine } from '../../rule/rule-engine.ts';
import { brokenRules } from '../../rule/broken-rules.ts';
import type { Rule, RuleSet, RuleSource } from '../../rule/rule.ts';
import type { RuleFiles } from '../../config/read-rule-files.ts';
import type { RepositoryConfiguration } from './choose-configuration.ts';
import { packageFile } from './package-files.ts';

export interface RulePlaces {
  /** Where the repository's own rules are: beside its `.galley.yml`. */
  readonly repository: RepositoryConfiguration;
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

async function load({ repository, folder }: RulePlaces): Promise<RuleSet> {
  const builtIn = JSON.parse(readFileSync(packageFile('rules.json'), 'utf8')) as Rule[];
  const own = await readOwn(repository);
  if (own === undefined && folder === undefined) return { rules: builtIn, problems: [], sources: [] };
  const { readOperatorRules } = await import('../../config/read-rule-files.ts');
  const { loadRules } = await import('../../rule/load-rules.ts');
  const read = [
    ...(folder === undefined ? [] : [await readOperatorRules(resolve(folder))]),
    ...(own === undefined ? [] : [own]),
  ];
  const files: RuleText[] = read.flatMap((one) => one.files);
  const set = loadRules(builtIn, files);
  const problems = [...read.flatMap((one) => one.problems), ...set.problems];
  const broken = problems.filter(({ origin }) => origin === 'operator');
  if (broken.length > 0) throw brokenRules(broken);
  return { ...set, problems };
}

/** Undefined when there is no file. */
async function readOwn(repository: RepositoryConfiguration): Promise<RuleFiles | undefined> {
  if (repository.from === 'base') {
    const own = await repository.readRules();
    return own.files.length + own.problems.length === 0 ? undefined : own;
  }
  const { root } = repository;
  if (root === undefined || !existsSync(join(root, '.galley'))) return undefined;
  const { readRepositoryRules } = await import('../../config/read-rule-files.ts');
  return readRepositoryRules(root);
}

/** ast-grep, started by the first text that a rule may hold of. */
export function openRuleEngine(log: Log, signal?: AbortSignal): RuleEngine {
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
  const close = async (): Promise<void> => (await opening)?.close();
  // Whoever stops must not wait for a long search.
  signal?.addEventListener('abort', () => void close().catch(() => {}), { once: true });
  return { match: async (request) => (await (opening ??= open())).match(request), close };
}
