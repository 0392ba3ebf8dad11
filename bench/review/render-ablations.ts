import type { AblationRow } from './ablation-rows.ts';
import { outOf, table, trueShare } from './render-table.ts';
import type { PlaceRun } from './run-ablation.ts';
import { tallyRuns } from './tally-runs.ts';

/** The runs of one way to ask. */
export interface AblationRuns {
  readonly row: AblationRow;
  readonly runs: readonly PlaceRun[];
}

/** Markdown: what each choice changes, over the cases that are not kept aside. */
export function renderAblations(all: readonly AblationRuns[]): string {
  const head = [
    'Probes, design cases',
    'Cases',
    'Probes that speak',
    'Places asked',
    'Bugs found',
    'In the right chunk',
    'True findings',
    'False',
    'True share',
    'Silent on clean',
    'Broken',
    'Tokens sent',
    'Evaluated',
    'Seconds',
  ];
  const rows = all.map(({ row, runs }) => {
    const tally = tallyRuns(runs);
    const near = tallyRuns(runs.map((run) => ({ ...run, findings: run.byChunk })));
    return [
      row.name,
      tally.cases,
      row.panel.speaking.length,
      runs.reduce((sum, { asked }) => sum + asked, 0),
      outOf(tally.found, tally.bugs),
      outOf(near.found, tally.bugs),
      tally.trueFindings,
      tally.falseFindings,
      trueShare(tally),
      outOf(tally.silent, tally.clean),
      tally.broken,
      tally.cost.sent,
      tally.cost.evaluated,
      Math.round(tally.cost.seconds),
    ];
  });
  return ['### What each choice changes', intro, table(head, rows)].join('\n\n');
}

const intro = `Probes asked at their places, one choice at a time. Several findings on one line count each, and nothing is folded, so that
the first row can differ from "Probes alone". "In the right chunk" asks only whether the finding's piece of code holds the bug: without a
trigger there is no line to point at.`;
