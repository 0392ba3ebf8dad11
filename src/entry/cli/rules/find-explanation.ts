import { distance } from 'fastest-levenshtein';
import { existsSync, readFileSync } from 'node:fs';
import { docExplanations } from '../../../review/doc-explanations.ts';
import { meansRule } from '../../../rule/ignore-comments.ts';
import { removedGuardRule } from '../../../rule/removed-guards.ts';
import type { Rule } from '../../../rule/rule.ts';
import { textRules } from '../../../rule/text-rules.ts';
import { shippedTables } from '../open-calibrations.ts';
import { openProbes } from '../open-probes.ts';
import { packageFile } from '../package-files.ts';
import { probeName, renderProbe } from '../probe/render-probe.ts';
import type { MeasuredRules } from './measured-rules.ts';
import { renderExplanation } from './render-explanation.ts';

const withoutSyntax = [...textRules, removedGuardRule, ...docExplanations];

export interface FoundExplanation {
  readonly id: string;
  /** Lines, the last one ended. */
  readonly text: string;
}

/**
 * What there is to say of a rule or a Probe, by its whole id or the part behind the slash; else the parts behind the slash
 * that are written nearly so, the nearest first.
 *
 * @param rules those with syntax that are known here
 */
export async function findExplanation(
  name: string,
  rules: readonly Rule[],
  { color, width }: { readonly color: boolean; readonly width: number },
): Promise<FoundExplanation | { readonly near: readonly string[] }> {
  const rule = rules.find(({ id }) => id === name) ?? rules.find(({ id }) => meansRule(name, id));
  if (rule) return { id: rule.id, text: renderExplanation(rule, readMeasured(), color, width) };
  const text = withoutSyntax.find(({ id }) => meansRule(name, id));
  if (text) {
    const about = `Severity   ${text.severity}, ${text.category}`;
    return { id: text.id, text: `${text.id}\n${text.title}.\n\n${text.message}\n\n${about}\n` };
  }
  const probes = await openProbes().load();
  const probe = probes.find(({ id }) => meansRule(name, probeName(id)));
  if (probe === undefined) return { near: nearest(name, [...rules, ...withoutSyntax, ...probes]) };
  return { id: probeName(probe.id), text: renderProbe(probe, await shippedTables(), color, width) };
}

/** What the bench wrote down; code that was not built has nothing. */
function readMeasured(): MeasuredRules | undefined {
  const file = packageFile('rules-measured.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as MeasuredRules) : undefined;
}

const mostNear = 3;

function nearest(name: string, known: readonly { readonly id: string }[]): readonly string[] {
  const short = name.slice(name.indexOf('/') + 1);
  return [...new Set(known.map(({ id }) => id.slice(id.indexOf('/') + 1)))]
    .map((id) => ({ id, far: distance(short, id) }))
    .filter(({ id, far }) => far <= Math.max(2, id.length / 3))
    .sort((one, other) => one.far - other.far)
    .slice(0, mostNear)
    .map(({ id }) => id);
}
