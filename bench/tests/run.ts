import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { addToReplay, readReplay } from '../review/replay-file.ts';
import { thisMachine } from '../review/render-section.ts';
import { writeSection } from '../review/write-section.ts';
import { buildTestsSubject, type TestsSubject } from './build-subject.ts';
import type { PinnedPackage } from './fetch-package.ts';
import { keepRun } from './kept-runs.ts';
import type { Asked } from './open-asked.ts';
import type { PinnedCommit } from './open-commit.ts';
import { readFloor } from './read-floor.ts';
import { readPinned } from './read-pinned.ts';
import { renderCommits, renderPackages, type TestsFacts } from './render-tests-section.ts';
import type { CommitRun } from './run-commit.ts';
import type { PackageRun } from './run-package.ts';
import { readRunArguments, usage, type RunArguments } from './run-arguments.ts';

/** `npm run bench:tests`: has tests written for real code and says what they reach. */
const here = import.meta.dirname;

try {
  await main(readRunArguments(process.argv.slice(2)));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}\n`);
  process.exitCode = 2;
}

async function main(args: RunArguments): Promise<void> {
  const subject = await buildTestsSubject();
  try {
    const run = args.part === 'commits' ? runCommits : runPackages;
    const section = await run(args, subject);
    process.stdout.write(`${section}\n`);
    const who = args.floor ? 'by-hand' : args.model;
    if (args.date !== undefined) writeSection(join(here, 'RESULTS.md'), `tests-${args.part}-${who}`, section);
  } finally {
    subject.remove();
  }
}

async function runPackages(args: RunArguments, subject: TestsSubject): Promise<string> {
  const { code } = subject;
  const { count, samples } = args;
  const runs: PackageRun[] = [];
  let facts: TestsFacts | undefined;
  for (const one of pinned<PinnedPackage>('packages.json', args)) {
    const asked = await openAsked(args, one.name, subject);
    const floor = args.floor ? { only: new Set(floorOf(one.name).keys()) } : {};
    const run = await resume(args, one.name, () =>
      code.runPackage(code.fetchPackage(one), { name: one.name, count, samples, ...floor }, asked),
    );
    runs.push(run);
    facts = await note(run, asked, args);
  }
  if (facts === undefined) throw new Error('no such package');
  return renderPackages(facts, args.count, runs);
}

async function runCommits(args: RunArguments, subject: TestsSubject): Promise<string> {
  const { code } = subject;
  const runs: CommitRun[] = [];
  let facts: TestsFacts | undefined;
  for (const one of pinned<PinnedCommit>('commits.json', args)) {
    const asked = await openAsked(args, one.name, subject);
    const run = await resume(args, one.name, () =>
      code.runCommit(code.openCommit(one, args.clones), one.name, args.samples, asked),
    );
    runs.push(run);
    facts = await note(run, asked, args);
  }
  if (facts === undefined) throw new Error('no such commit');
  return renderCommits(facts, runs);
}

function resume<Run>(args: RunArguments, name: string, make: () => Promise<Run>): Promise<Run> {
  const { server, fresh, model, part, count, samples } = args;
  return server === undefined || fresh ? make() : keepRun([model, part, name, count, samples], make);
}

/** Tells what came of it, keeps the replies, and lets go of the model. */
async function note(run: PackageRun | CommitRun, asked: Asked, args: RunArguments): Promise<TestsFacts> {
  const { card, model, used } = asked;
  const { suggestions, reasons } = run;
  process.stderr.write(`${[...reasons, ...suggestions.map(({ added }) => added)].join('\n')}\n`);
  const isReplayed = args.server === undefined && !args.floor;
  const kept = isReplayed ? readReplay(replayFile(args.model)) : undefined;
  const date = args.date ?? kept?.date ?? '';
  const hardware = args.hardware ?? kept?.hardware ?? thisMachine();
  if (args.record) {
    const replies = [...used].map(([key, completion]) => ({ key, completion }));
    addToReplay(replayFile(args.model).replace(/\.gz$/, ''), { card, date, hardware }, replies, []);
  }
  await model.close();
  return { card, date, hardware, command: commandOf(args), samples: args.samples };
}

function pinned<Pinned extends { readonly name: string }>(
  file: 'packages.json' | 'commits.json',
  { only, floor }: RunArguments,
): readonly Pinned[] {
  const named = readPinned<Pinned>(file).filter(({ name }) => only.length === 0 || only.includes(name));
  return floor ? named.filter(({ name }) => floorOf(name).size > 0) : named;
}

function floorOf(name: string): ReadonlyMap<string, readonly string[]> {
  return readFloor(join(here, 'floor', `${name}.md`));
}

async function openAsked(args: RunArguments, name: string, { code }: TestsSubject): Promise<Asked> {
  const { floor, server, model } = args;
  if (floor) return code.openFloor(floorOf(name));
  return server === undefined
    ? code.openReplay(readReplay(replayFile(model)))
    : code.openServer(server, model);
}

function replayFile(model: string): string {
  const plain = join(here, 'replay', `${model.replace(/[^\w.-]/g, '-')}.jsonl`);
  return existsSync(plain) ? plain : `${plain}.gz`;
}

/** What brings the same section, without a model. */
function commandOf({ part, floor, count, samples, only }: RunArguments): string {
  return [
    'npm run bench:tests --',
    ...(part === 'commits' ? ['--commits'] : ['--count', count]),
    ...(floor ? ['--floor'] : ['--samples', samples]),
    ...only.flatMap((name) => ['--only', name]),
  ].join(' ');
}
