import type { Rule } from '../../../rule/rule.ts';

/** How often a rule was right where it was judged by people. */
export interface MeasuredRule {
  /** Hits that were read. */
  readonly judged: number;
  /** Of these, bugs and clear risks. */
  readonly right: number;
}

/** What running the built-in rules over published packages showed: bench/review/RULE-HITS.md. */
export interface MeasuredRules {
  /** How many packages were read, of JavaScript and TypeScript, of Python, and of Go. */
  readonly packages: { readonly script: number; readonly python: number; readonly go: number };
  /** By rule id; a rule without a hit is absent. */
  readonly rules: Readonly<Record<string, MeasuredRule>>;
}

/** For people: what the measurement says of one rule. Undefined: there is none at hand. */
export function tellMeasured(
  { id, origin, languages }: Pick<Rule, 'id' | 'origin' | 'languages'>,
  measured: MeasuredRules | undefined,
): string {
  if (measured === undefined || origin !== 'built-in') return 'not measured';
  const rule = measured.rules[id];
  if (rule !== undefined) return `${rule.right} of ${rule.judged} judged hits right`;
  const packages = packagesFor(languages, measured.packages);
  return packages === undefined ? 'not measured' : `not measured: no hit in ${packages} packages`;
}

/** Undefined for a language of which no packages were read. */
function packagesFor(
  languages: readonly string[],
  { script, python, go }: MeasuredRules['packages'],
): number | undefined {
  if (languages.every((one) => one === 'python')) return python;
  if (languages.every((one) => one === 'go')) return go;
  return languages.every((one) => scripts.has(one)) ? script : undefined;
}

const scripts: ReadonlySet<string> = new Set(['typescript', 'tsx', 'javascript']);
