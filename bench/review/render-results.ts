import type { ConfigurationName } from './configurations.ts';
import { isKeptAside } from './kept-aside.ts';
import { outOf, table, trueShare } from './render-table.ts';
import { findingSources } from './score-case.ts';
import type { CaseRun } from './tally-runs.ts';
import { hitBugs, tallyRuns } from './tally-runs.ts';

/** The runs of one configuration, in the order of the cases. */
export interface ConfigurationRuns {
  readonly name: ConfigurationName;
  readonly runs: readonly CaseRun[];
}

/** Cases told apart: by where they come from, and by whether they were seen while designing. */
const groups = [
  { name: 'own, design', holds: (run: CaseRun) => isOwn(run) && !isKeptAside(run.found) },
  { name: 'own, kept aside', holds: (run: CaseRun) => isOwn(run) && isKeptAside(run.found) },
  { name: 'commits, design', holds: (run: CaseRun) => !isOwn(run) && !isKeptAside(run.found) },
  { name: 'commits, kept aside', holds: (run: CaseRun) => !isOwn(run) && isKeptAside(run.found) },
  { name: '**design**', holds: (run: CaseRun) => !isKeptAside(run.found) },
  { name: '**kept aside**', holds: (run: CaseRun) => isKeptAside(run.found) },
];

const titles: Readonly<Record<ConfigurationName, string>> = {
  rules: 'Rules alone',
  probes: 'Probes alone',
  forms: 'Forms alone',
  agreed: 'Forms alone, three samples, what two of them agree on',
  all: 'All together',
};

/** Markdown: one table a configuration, who found what in all together, bugs by kind and language, what was missed. */
export function renderResults(all: readonly ConfigurationRuns[]): string {
  return [
    ...all.flatMap((one) => [`### ${titles[one.name]}`, tableOf(one.runs)]),
    ...all.flatMap((one) =>
      one.name === 'all' ? ['### All together, by source', tableBySource(one.runs)] : [],
    ),
    '### Bugs found, by language',
    tableOfParts(all, ({ found }) => found.language),
    '### Bugs found, by kind',
    tableOfParts(all, ({ found }) => found.kind),
    ...missedKinds(all.at(-1)),
  ].join('\n\n');
}

function tableOf(runs: readonly CaseRun[]): string {
  return table(
    [
      'Cases',
      'Bugs',
      'Found',
      'On the right line',
      'True findings',
      'False',
      'True share',
      'Silent on clean',
      'Broken',
      'Info',
      'Calls',
      'Tokens sent',
      'Evaluated',
      'Seconds',
    ],
    present(runs).map(({ name, own }) => {
      const tally = tallyRuns(own);
      const { cost } = tally;
      return [
        `${name} (${tally.cases})`,
        tally.bugs,
        outOf(tally.found, tally.bugs),
        outOf(tally.onLine, tally.bugs),
        tally.trueFindings,
        tally.falseFindings,
        trueShare(tally),
        outOf(tally.silent, tally.clean),
        tally.broken,
        tally.infos,
        cost.calls,
        cost.sent,
        cost.evaluated,
        Math.round(cost.seconds),
      ];
    }),
  );
}

function tableBySource(runs: readonly CaseRun[]): string {
  const rows = present(runs).flatMap(({ name, own }) =>
    findingSources.map((source) => {
      const tally = tallyRuns(own, source);
      return [
        name,
        source,
        outOf(tally.found, tally.bugs),
        outOf(tally.onLine, tally.bugs),
        tally.trueFindings,
        tally.falseFindings,
        trueShare(tally),
      ];
    }),
  );
  return table(
    ['Cases', 'Source', 'Bugs found', 'On the right line', 'True findings', 'False', 'True share'],
    rows,
  );
}

/** Found of bugs in each part, for each configuration: design cases and those kept aside. */
function tableOfParts(all: readonly ConfigurationRuns[], partOf: (run: CaseRun) => string): string {
  const sides = [
    { name: 'design', holds: (run: CaseRun) => !isKeptAside(run.found) },
    { name: 'kept aside', holds: (run: CaseRun) => isKeptAside(run.found) },
  ].filter(({ holds }) => all.some(({ runs }) => runs.some(holds)));
  const buggy = all.flatMap(({ runs }) => runs.filter(({ found }) => found.bugs.length > 0));
  const parts = [...new Set(buggy.map(partOf))].sort();
  const columns = sides.flatMap((side) => all.map(({ name, runs }) => ({ side, name, runs })));
  return table(
    ['', ...columns.map(({ side, name }) => `${name}, ${side.name}`)],
    parts.map((part) => [
      part,
      ...columns.map(({ side, runs }) => {
        const { bugs, found } = tallyRuns(runs.filter((run) => side.holds(run) && partOf(run) === part));
        return bugs === 0 ? '' : `${found} of ${bugs}`;
      }),
    ]),
  );
}

function missedKinds(last: ConfigurationRuns | undefined): string[] {
  if (last === undefined) return [];
  return [
    `Kinds of which no bug was found (${titles[last.name].toLowerCase()})`,
    ...[false, true].flatMap((aside) => {
      const own = last.runs.filter(({ found }) => isKeptAside(found) === aside && found.bugs.length > 0);
      if (own.length === 0) return [];
      const kinds = [...new Set(own.map(({ found }) => found.kind))].sort();
      const missed = kinds.filter((kind) =>
        own.every((run) => run.found.kind !== kind || hitBugs(run).size === 0),
      );
      return [
        `- ${aside ? 'kept aside' : 'design'}: ${missed.map((kind) => `\`${kind}\``).join(', ') || 'none'}.`,
      ];
    }),
  ];
}

function present(runs: readonly CaseRun[]): { name: string; own: CaseRun[] }[] {
  return groups
    .map(({ name, holds }) => ({ name, own: runs.filter(holds) }))
    .filter(({ own }) => own.length > 0);
}

function isOwn({ found }: CaseRun): boolean {
  return found.source === undefined;
}
