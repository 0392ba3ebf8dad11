import type { ModelCard } from '../../src/review/ports.ts';
import type { AblationRow } from './ablation-rows.ts';
import type { CaseRepository } from './case-repository.ts';
import type { ReviewCase } from './case.ts';
import type { ConfigurationName } from './configurations.ts';
import { configurations } from './configurations.ts';
import type { NotedTools } from './note-replies.ts';
import { forEachCase } from './open-cases.ts';
import type { AblationRuns } from './render-ablations.ts';
import type { ConfigurationRuns } from './render-results.ts';
import { cutCase, runPlaces, type PlaceRun } from './run-ablation.ts';
import type { RunTools } from './run-case.ts';
import { runCase } from './run-case.ts';
import type { CaseRun } from './tally-runs.ts';

export interface BenchInput {
  readonly cases: readonly ReviewCase[];
  readonly repository: CaseRepository;
  readonly tools: Omit<RunTools, 'asking'>;
  /** `paid`: see note-replies.ts. Undefined: there is no model. */
  readonly openAsking: ((paid: Set<string>) => NotedTools) | undefined;
  /** What a run used, for the replay file. */
  readonly onReplies: (found: ReviewCase, noted: NotedTools) => void;
  /** For people who wait. */
  readonly onProgress: (text: string) => void;
}

/** Runs every case in every configuration, a case at a time. */
export async function runConfigurations(
  names: readonly ConfigurationName[],
  input: BenchInput,
): Promise<ConfigurationRuns[]> {
  const { cases, repository, openAsking } = input;
  const all = names.map((name) => ({ name, runs: [] as CaseRun[], paid: new Set<string>() }));
  let done = 0;
  await forEachCase(cases, repository, async (opened) => {
    for (const { name, runs, paid } of all) {
      const asking = openAsking && (() => openAsking(paid));
      const { noted, ...run } = await runCase(opened, configurations[name], { ...input.tools, asking });
      runs.push(run);
      if (noted !== undefined) input.onReplies(opened.found, noted);
      if (run.broken !== '') input.onProgress(`${opened.found.id}, ${name}: broken: ${run.broken}`);
    }
    done++;
    if (done % 10 === 0 || done === cases.length) input.onProgress(`${done} of ${cases.length} cases`);
  });
  return all.map(({ name, runs }) => ({ name, runs }));
}

/** Asks the Probes of every case in every way of the rows. */
export async function runAblations(
  rows: readonly AblationRow[],
  card: ModelCard,
  input: BenchInput,
): Promise<AblationRuns[]> {
  const { cases, repository, openAsking, tools } = input;
  if (openAsking === undefined) return [];
  const all = rows.map((row) => ({ row, runs: [] as PlaceRun[], paid: new Set<string>() }));
  let done = 0;
  await forEachCase(cases, repository, async (opened) => {
    const cut = await cutCase(opened, tools);
    for (const { row, runs, paid } of all) {
      if (done >= (row.mostCases ?? Infinity)) continue;
      const noted = openAsking(paid);
      runs.push(await runPlaces(cut, row, { ...tools, noted, card }));
      input.onReplies(opened.found, noted);
    }
    done++;
    if (done % 10 === 0 || done === cases.length)
      input.onProgress(`${done} of ${cases.length} cases, in ${rows.length} ways`);
  });
  return all.map(({ row, runs }) => ({ row, runs }));
}
