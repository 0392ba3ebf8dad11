import type { Subject } from '../build-subject.ts';
import { atMost, plain, round, type Figure, type Result } from '../figure.ts';
import { median } from '../paired.ts';
import { openWorkplace, type Committer, type Workplace } from './committers.ts';
import { expectDocs, fillCache } from './fill-cache.ts';
import { interruptCommit } from './interrupt-commit.ts';
import { fileCount, openLargeRepository } from './large-repository.ts';
import { observeNode } from './observe-node.ts';
import { prosePage, stage, tenFiles, tenMixedFiles, unknownFile, type StagedWork } from './staged-work.ts';
import { timeWriting } from './time-writing.ts';

const rounds = 21;
const interruptions = 9;
const committers: readonly Committer[] = ['bare', 'galley', 'lint-staged'];

/** What `git commit` takes longer with Galley's hook, and with lint-staged in its place. */
export async function measureHook({ galley }: Subject): Promise<Result> {
  const repository = openLargeRepository();
  const workplace = openWorkplace(repository.folder, galley);
  const place = { ...workplace, reset: () => repository.reset() };
  try {
    for (const work of [tenFiles, tenMixedFiles]) await fillCache(place, work);
    const floor = median(Array.from({ length: rounds }, () => place.startNode()));
    const none = timeCommits(place, prosePage);
    const ten = timeCommits(place, tenFiles);
    return {
      title: 'Hook',
      method: `A repository of ${fileCount.toLocaleString('en')} files; ${rounds} rounds, in each one commit without a hook, one with Galley's, one with lint-staged 16.4.0 and a task that does nothing; medians of what the commit took longer, quartiles in brackets. \`node -e 0\` took ${round(floor)} ms, the bare commit ${round(median(none.bare))} ms.`,
      figures: [
        ...compare('nothing that could be documented', none, 80),
        ...compare('ten files whose docs are kept', ten, 150),
        ...writing(place),
        ...observed(place),
        ...(await interrupted(place)),
      ],
    };
  } finally {
    workplace.remove();
    repository.remove();
  }
}

export type Place = Workplace & { readonly reset: () => void };

/** Milliseconds, one a round. */
type Times = Readonly<Record<Committer, readonly number[]>>;

/** One round more goes first and does not count. */
function timeCommits(place: Place, work: StagedWork): Times {
  const times: Record<Committer, number[]> = { bare: [], galley: [], 'lint-staged': [] };
  for (let i = -1; i < rounds; i++) {
    for (const committer of committers) {
      const ms = commitOnce(place, committer, work);
      if (i >= 0) times[committer].push(ms);
    }
  }
  return times;
}

function commitOnce(place: Place, committer: Committer, work: StagedWork): number {
  place.reset();
  stage(place.folder, work);
  place.use(committer);
  const { ms, stderr } = place.commit();
  expectDocs(place.folder, committer === 'galley' ? work : { ...work, docs: 0 }, stderr);
  return ms;
}

function compare(name: string, times: Times, limit: number): Figure[] {
  const more = (committer: Committer): number[] =>
    times[committer].map((ms, i) => ms - (times.bare[i] ?? NaN)).toSorted((a, b) => a - b);
  const [ours, theirs] = [more('galley'), more('lint-staged')];
  return [
    atMost(name, median(ours), limit, ' ms', quartiles(ours)),
    plain(`${name}: lint-staged`, `${round(median(theirs))} ms (${quartiles(theirs)})`),
    atMost(`${name}: Galley's part of it`, median(ours) / median(theirs), 1, ' x'),
  ];
}

/** @param sorted ascending */
function quartiles(sorted: readonly number[]): string {
  const at = (part: number): string => round(sorted[Math.round((sorted.length - 1) * part)] ?? NaN);
  return `${at(0.25)} to ${at(0.75)}`;
}

function writing(place: Place): Figure[] {
  const times = Array.from({ length: rounds }, () => {
    place.reset();
    stage(place.folder, tenFiles);
    return timeWriting(place);
  }).toSorted((a, b) => a - b);
  return [atMost('ten files: writing, first change to last', median(times), 50, ' ms', quartiles(times))];
}

function observed(place: Place): Figure[] {
  const watch = (work: StagedWork, committer: Committer) =>
    observeNode((env) => {
      place.reset();
      stage(place.folder, work);
      place.use(committer);
      place.commit(env);
    });
  const peak = (work: StagedWork): number =>
    Math.max(...watch(work, 'galley').map(({ peakMegabytes }) => peakMegabytes));
  const starts = (work: StagedWork, committer: Committer): string => {
    const seen = watch(work, committer);
    const children = seen.flatMap((one) => one.starts);
    return `${seen.length} of Node, ${children.length} by it: ${tally(children)}`;
  };
  return [
    atMost('ten files: peak memory', peak(tenFiles), 200, ' MB'),
    atMost('ten files in four languages: peak memory', peak(tenMixedFiles), 200, ' MB'),
    plain('nothing that could be documented: processes', starts(prosePage, 'galley')),
    plain('ten files: processes', starts(tenFiles, 'galley')),
    plain('ten files: processes of lint-staged', starts(tenFiles, 'lint-staged')),
  ];
}

function tally(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const shown = [...counts].map(([name, count]) => (count === 1 ? name : `${count} x ${name}`));
  return shown.join(', ') || 'none';
}

async function interrupted(place: Place): Promise<Figure[]> {
  const prompts: number[] = [];
  const ends: number[] = [];
  for (let i = 0; i < interruptions; i++) {
    place.reset();
    stage(place.folder, unknownFile);
    place.use('galley');
    const { prompt, end } = await interruptCommit(place);
    prompts.push(prompt);
    ends.push(end);
  }
  const detail = `the last process ended after ${round(median(ends))} ms`;
  return [atMost('Ctrl-C to prompt, the server hanging', median(prompts), 200, ' ms', detail)];
}
