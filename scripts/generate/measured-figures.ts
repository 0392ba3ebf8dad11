import { measuredProbe, modelOf } from '../../src/entry/cli/probe/measured-probe.ts';
import { tellMeasured, type MeasuredRules } from '../../src/entry/cli/rules/measured-rules.ts';
import { claimThreshold } from '../../src/probe/grade-of.ts';
import type { CalibrationTable } from '../../src/probe/calibration.ts';
import type { Probe } from '../../src/probe/probe.ts';
import type { Rule } from '../../src/rule/rule.ts';

export interface Measured {
  readonly probes: readonly Probe[];
  readonly tables: readonly CalibrationTable[];
  readonly rules: readonly Rule[];
  readonly judged: MeasuredRules;
}

/** What each probe and each rule is, and what was measured of it, as Markdown. */
export function renderMeasuredFigures({ probes, tables, rules, judged }: Measured): string {
  return [
    '# Measured figures',
    'Written by `npm run generate`. `galley explain NAME` shows the same for one probe or rule.',
    `## Probes (${probes.length})`,
    tables.length === 0 ? 'No model was measured yet.' : tellTables(probes, tables),
    probeTable(probes, tables),
    `## Rules (${rules.length})`,
    'A rule needs no model. Hits were read and judged over published packages: [which, and why](../bench/review/RULE-HITS.md).',
    ruleTable(rules, judged),
    '',
  ].join('\n\n');
}

function tellTables(probes: readonly Probe[], tables: readonly CalibrationTable[]): string {
  const counts = tables.map((table) => {
    const speaking = probes.filter((probe) => measuredProbe(probe, table).speaks).length;
    return `${speaking} of ${probes.length} speak on ${modelOf(table)}`;
  });
  return `Finds: of the probe's own bad examples. False alarms: in code taken for sound, and in the probe's own good examples. A probe that does not tell the two apart on a model is off there. ${counts.join('; ')}. ${tables.map(tellClaims).join(' ')}`;
}

/** Whether a model is asked for remarks of its own. */
function tellClaims(table: CalibrationTable): string {
  const { claims } = table;
  if (claims === null)
    return `What ${modelOf(table)} remarks by itself was not measured, so it is not asked.`;
  const { length: right } = claims.bad;
  const said = `Of ${right + claims.good.length} remarks that ${modelOf(table)} made by itself about the examples, ${right} were true; asked again whether they are`;
  const threshold = claimThreshold(table);
  return threshold.speaks
    ? `${said}, it stands by ${threshold.hits.count} of those and by ${threshold.falseAlarms.count} false ones from ${threshold.atLeast.toFixed(2)} on.`
    : `${said}, it does not tell them apart (${threshold.reason.replace('bad examples', 'true ones')}): it is not asked.`;
}

function probeTable(probes: readonly Probe[], tables: readonly CalibrationTable[]): string {
  const head = ['probe', 'category', 'severity', 'bad', 'good', ...tables.map(modelOf)];
  const rows = probes.map((probe) => [
    `\`${probe.id}\``,
    probe.category,
    probe.severity,
    String(probe.bad.length),
    String(probe.good.length),
    ...tables.map((table) => measuredProbe(probe, table).figures),
  ]);
  return table(head, rows);
}

function ruleTable(rules: readonly Rule[], judged: MeasuredRules): string {
  const head = ['rule', 'category', 'severity', 'bad', 'good', 'fix', 'judged'];
  const rows = rules.map((rule) => [
    `\`${rule.id.slice(rule.id.indexOf('/') + 1)}\``,
    rule.category,
    rule.severity,
    String(rule.invalid.length),
    String(rule.valid.length),
    rule.fix === undefined ? '' : 'yes',
    tellMeasured(rule, judged),
  ]);
  return table(head, rows);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
