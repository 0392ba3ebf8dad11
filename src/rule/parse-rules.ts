import * as z from 'zod/mini';
import { isExpression } from './choose-candidates.ts';
import { deriveHints } from './derive-hints.ts';
import { readYaml } from './read-yaml.ts';
import type { Rule, RuleOrigin, RuleProblem } from './rule.ts';
import { nameOfLanguage } from './rule-words.ts';
import { ruleSchema, type RuleFile } from './rule-schema.ts';
import { tellIssues } from './tell-issues.ts';
import { variablesOf, type SyntaxRule } from './syntax-rule.ts';

/** A rule file as it was read. */
export interface RuleText {
  /** For people: relative to the repository where it is the repository's. */
  readonly path: string;
  readonly text: string;
  readonly origin: RuleOrigin;
}

export interface ParsedRules {
  readonly rules: readonly Rule[];
  readonly problems: readonly RuleProblem[];
}

const mostCharacters = 256 * 1024;

/** Rules of one file: ast-grep's format, several documents allowed. A broken document leaves the others as they are. */
export function parseRules(file: RuleText): ParsedRules {
  const problem = (position: string, text: string): RuleProblem => ({
    origin: file.origin,
    where: `${file.path}:${position}`,
    text,
  });
  if (file.text.length > mostCharacters)
    return { rules: [], problems: [problem('1:1', `larger than ${mostCharacters / 1024} KiB`)] };
  const read = readYaml(file.text);
  if (read.problem) return { rules: [], problems: [problem(read.problem.position, read.problem.text)] };
  const rules: Rule[] = [];
  const problems: RuleProblem[] = [];
  for (const document of read.documents) {
    const result = z.safeParse(ruleSchema, document.value);
    if (!result.success) {
      problems.push(...tellIssues(result.error.issues, document).map(([at, text]) => problem(at, text)));
      continue;
    }
    const where = `${file.path}:${document.positionOf(['rule'])}`;
    const rule = toRule(result.data, file.origin, where);
    const { at } = rule;
    if (at !== undefined && !variablesOf(rule.syntax).includes(at)) {
      const position = document.positionOf(['metadata', 'galley', 'at']);
      problems.push(problem(position, `metadata.galley.at: the rule has no variable $${at}`));
      continue;
    }
    const unsafe = (['hints', 'needs'] as const).find((name) => rule[name].some(isExpression));
    if (rule.origin !== 'built-in' && unsafe !== undefined) {
      const position = document.positionOf(['metadata', 'galley', unsafe]);
      problems.push(problem(position, `metadata.galley.${unsafe}: words only, no /expressions/`));
      continue;
    }
    if (result.data.severity !== 'off') rules.push(rule);
  }
  return { rules, problems };
}

function toRule(file: RuleFile, origin: RuleOrigin, where: string): Rule {
  const { galley } = file.metadata;
  const syntax: SyntaxRule = {
    rule: file.rule,
    ...(file.constraints && { constraints: file.constraints }),
    ...(file.utils && { utils: file.utils }),
    ...(file.transform && { transform: file.transform }),
  };
  const languages = (galley.languages ?? familyOf(file.language)).map(nameOfLanguage);
  return {
    id: `${origin === 'built-in' ? 'galley' : 'team'}/${file.id}`,
    origin,
    where,
    severity: file.severity === 'error' || file.severity === 'warning' ? file.severity : 'info',
    category: galley.category,
    title: galley.title,
    message: file.message,
    why: galley.why,
    url: file.url ?? '',
    languages: [...new Set(languages)],
    syntax,
    ...(file.fix === undefined ? {} : { fix: file.fix }),
    ...(galley.at === undefined ? {} : { at: galley.at.replace('$', '') }),
    hints: galley.hints ?? deriveHints(syntax),
    needs: galley.needs ?? [],
    files: file.files ?? [],
    ignores: file.ignores ?? [],
    valid: galley.valid,
    invalid: galley.invalid.map(({ code, line, fixed }) => ({
      code,
      ...(line === undefined ? {} : { line }),
      ...(fixed === undefined ? {} : { fixed }),
    })),
  };
}

/** Whoever writes a rule for TypeScript means TSX and JavaScript too, unless the rule says otherwise. */
function familyOf(name: string): readonly string[] {
  const family = ['typescript', 'tsx', 'javascript'];
  return nameOfLanguage(name) === 'typescript' ? family : [name];
}
