import pc from 'picocolors';
import { wrapText } from '../../../report/wrap-text.ts';
import { probeLanguages } from '../../../probe/probe-languages.ts';
import type { Probe } from '../../../probe/probe.ts';
import type { CalibrationTable } from '../../../probe/calibration.ts';
import { languagesOf } from '../rules/render-rule-list.ts';
import { measuredProbe, modelOf, type MeasuredProbe } from './measured-probe.ts';

export interface ListedProbe {
  readonly id: string;
  readonly category: Probe['category'];
  readonly severity: Probe['severity'];
  readonly title: string;
  readonly languages: readonly string[];
  readonly measured: readonly MeasuredProbe[];
}

/** A Probe and how it stands on each model that was measured. */
export function listProbe(probe: Probe, tables: readonly CalibrationTable[]): ListedProbe {
  const { id, category, severity, title } = probe;
  return {
    id,
    category,
    severity,
    title,
    languages: [...probeLanguages([probe])],
    measured: tables.map((table) => measuredProbe(probe, table)),
  };
}

/** `galley probe list`: by category; title, languages and where it speaks below the id. */
export function renderProbeList(
  probes: readonly ListedProbe[],
  tables: readonly CalibrationTable[],
  color: boolean,
  width: number,
): string {
  const paint = pc.createColors(color);
  const paints = { error: paint.red, warning: paint.magenta };
  const lines = [...new Set(probes.map(({ category }) => category))].flatMap((category) => {
    const group = probes.filter((one) => one.category === category);
    return [
      paint.bold(`${category}: ${group.length}`),
      '',
      ...group.flatMap(({ id, severity, title, languages, measured }) => [
        `  ${paints[severity](severity.padEnd(7))}  ${id}`,
        ...[title, languagesOf({ languages }), ...measured.map(tellWhere)].flatMap((text) =>
          wrapText(text, width - 11).map((line) => `           ${paint.dim(line)}`),
        ),
      ]),
      '',
    ];
  });
  const totals = tables.map((table, index) => {
    const speaking = probes.filter(({ measured }) => measured[index]?.speaks).length;
    return `${speaking} of ${probes.length} speak on ${modelOf(table)}`;
  });
  const counted = totals.length === 0 ? [`${probes.length} probes; no model was measured yet`] : totals;
  return `${[...lines, ...counted, 'galley explain PROBE says more'].join('\n')}\n`;
}

function tellWhere({ model, speaks }: MeasuredProbe): string {
  return speaks ? `speaks on ${model}` : `off on ${model}`;
}
