import type { FileChange } from '../change/change.ts';
import { languageOf } from '../change/chunk-language.ts';
import type { Log } from '../log.ts';
import { brokenRules } from '../rule/broken-rules.ts';
import { removedGuardRule } from '../rule/removed-guards.ts';
import { textRules } from '../rule/text-rules.ts';
import { docRules } from './doc-finding.ts';
import { findRuleHits, type RuleHit, type SkippedOnFile } from './find-rule-hits.ts';
import type { RuleEngine, RuleSet, RuleSource } from './ports.ts';
import type { RuleAccount, SilencedFinding } from './review.ts';

/** The rules of one run. */
export interface RuleRun {
  /** What they say of one file. Throws GalleyError `invalid-config` when a rule of the operator is broken. */
  hitsOf(file: FileChange, text: string): Promise<readonly RuleHit[]>;
  /** The ids of all rules that look at files like this one, and of those that had to be left out. */
  idsOf(path: string): RuleIds;
  /** Folders and files that rules came from, beside the built-in ones. */
  sources(): readonly string[];
  account(silenced: readonly SilencedFinding[]): RuleAccount;
}

export interface RuleIds {
  readonly known: readonly string[];
  readonly skipped: ReadonlySet<string>;
}

/** Rules are read, and the engine is started, by the first file that needs them. */
export function runRules(source: RuleSource, engine: RuleEngine, log: Log): RuleRun {
  let set: RuleSet | undefined;
  let loading: Promise<RuleSet> | undefined;
  const skipped: SkippedOnFile[] = [];

  async function load(): Promise<RuleSet> {
    set = await source.load();
    for (const { where, text } of set.problems) log.warn(`a rule is left out: ${where}: ${text}`);
    return set;
  }

  function note(more: readonly SkippedOnFile[]): void {
    const broken = more.flatMap(({ rule, reason, text }) =>
      rule?.origin === 'operator' && reason === 'broken' ? [{ where: rule.where, text }] : [],
    );
    if (broken.length > 0) throw brokenRules(broken);
    for (const one of more) {
      const isNew = !skipped.some(
        ({ rule, path }) => rule?.id === one.rule?.id && (rule || path === one.path),
      );
      if (isNew) log.warn(`${one.rule?.id ?? 'rules'} left out from ${one.path} on: ${one.text}`);
      skipped.push(one);
    }
  }

  return {
    async hitsOf(file, text) {
      const { rules } = await (loading ??= load());
      const found = await findRuleHits(file, text, rules, engine);
      note(found.skipped);
      return found.hits;
    },
    idsOf(path) {
      const language = languageOf(path);
      const own = (set?.rules ?? []).filter((rule) => rule.languages.includes(language));
      return {
        known: [
          ...[...own, ...textRules, removedGuardRule].map(({ id }) => id),
          'galley/secret',
          ...Object.values(docRules),
        ],
        skipped: new Set(skipped.flatMap(({ rule }) => rule?.id ?? [])),
      };
    },
    sources: () => set?.sources ?? [],
    account: (silenced) => ({
      known: (set?.rules.length ?? 0) + textRules.length + 1,
      silenced: silenced.length,
      silencedFindings: silenced,
      skipped: skipped.map(({ rule, path, text }) => ({ rule: rule?.id ?? '', path, reason: text })),
      problems: (set?.problems ?? []).map(({ where, text }) => `${where}: ${text}`),
    }),
  };
}
