import type { Command } from 'commander';
import { closest, distance } from 'fastest-levenshtein';
import { existsSync, readFileSync } from 'node:fs';
import { GalleyError } from '../../errors.ts';
import { meansRule } from '../../rule/ignore-comments.ts';
import { docExplanations } from '../../review/doc-explanations.ts';
import { removedGuardRule } from '../../rule/removed-guards.ts';
import { textRules } from '../../rule/text-rules.ts';
import { shippedTables } from './open-calibrations.ts';
import { openProbes } from './open-probes.ts';
import { packageFile } from './package-files.ts';
import { probeName, renderProbe } from './probe/render-probe.ts';
import type { MeasuredRules } from './rules/measured-rules.ts';
import { renderExplanation } from './rules/render-explanation.ts';
import { rulesHere } from './rules-command.ts';
import { terminalOf } from './terminal.ts';

const withoutSyntax = [...textRules, removedGuardRule, ...docExplanations];

/** `galley explain RULE|PROBE`: the whole id, or its part behind the slash. */
export async function explain(name: string, command: Command): Promise<number> {
  const { color, width, out } = terminalOf(command);
  const { rules } = await rulesHere(command);
  const rule = rules.find(({ id }) => id === name) ?? rules.find(({ id }) => meansRule(name, id));
  if (rule) {
    out(renderExplanation(rule, readMeasured(), color, width));
    return 0;
  }
  const text = withoutSyntax.find(({ id }) => meansRule(name, id));
  if (text) {
    out(`${text.id}\n${text.title}.\n\n${text.message}\n\nSeverity   ${text.severity}, ${text.category}\n`);
    return 0;
  }
  const probes = await openProbes().load();
  const probe = probes.find(({ id }) => meansRule(name, probeName(id)));
  if (probe === undefined)
    throw unknownName(
      name,
      [...rules, ...withoutSyntax, ...probes].map(({ id }) => id),
    );
  out(renderProbe(probe, await shippedTables(), color, width));
  return 0;
}

/** What the bench wrote down; code that was not built has nothing. */
function readMeasured(): MeasuredRules | undefined {
  const file = packageFile('rules-measured.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as MeasuredRules) : undefined;
}

function unknownName(name: string, ids: readonly string[]): GalleyError {
  const short = ids.map((id) => id.slice(id.indexOf('/') + 1));
  const near = closest(name.slice(name.indexOf('/') + 1), short);
  const isNear = distance(name.slice(name.indexOf('/') + 1), near) <= Math.max(2, near.length / 3);
  return new GalleyError('invalid-usage', {
    what: `there is no rule or probe ${name}`,
    why: isNear ? `Did you mean ${near}?` : '',
    todo: isNear ? `galley explain ${near}` : 'galley rules list, galley probe list',
  });
}
