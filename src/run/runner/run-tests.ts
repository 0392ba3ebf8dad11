import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { GalleyError } from '../../errors.ts';
import type { TestOutcome, TestRun, TextFile } from '../../review/test-ports.ts';
import type { SandboxLimits } from '../sandbox/sandbox.ts';
import type { OpenScratchTree } from '../scratch/open-scratch-tree.ts';
import type { Program } from './find-program.ts';
import {
  instrumentSources,
  readCounts,
  type Counts,
  type InstrumentedSources,
} from './instrumented-sources.ts';
import { judgeRun, type EndedProcess } from './judge-run.ts';
import { layHooks } from './lay-hooks.ts';
import { readPythonHits } from './read-python-hits.ts';
import { readResults } from './read-results.ts';
import { namesIn, readUntrusted, readUntrustedJson } from './read-untrusted.ts';
import type { RunnerCommand, RunnerKind } from './runner-kind.ts';
import type { TestRunnerOptions } from './test-runner-options.ts';

export interface RunPlace extends TestRunnerOptions {
  readonly kind: RunnerKind;
  readonly program: Program;
  /** Absolute path of Node in the sandbox; empty: the framework needs none. */
  readonly node: string;
  readonly tree: OpenScratchTree;
  /** Name of the global that instrumented code counts in. */
  readonly counters: string;
}

/** Limit of one test that is only a candidate, in milliseconds. Tests of the repository keep their own. */
const candidateMs = 5000;

/** How much of what tests print is kept for people, in characters. */
const outputLength = 8000;

const mebibyte = 1024 * 1024;
const limits: Omit<SandboxLimits, 'ms'> = {
  outputBytes: 8 * mebibyte,
  memoryBytes: 4096 * mebibyte,
  processes: 256,
  diskBytes: 512 * mebibyte,
};

/** Somewhere else, some other day: half-hours, summer time in January. */
const otherZone = 'Pacific/Chatham';

/** One run in a tree of its own; leaves what it wrote there to the tree's `restore`. */
export async function runTests(place: RunPlace, request: TestRun): Promise<TestOutcome> {
  const start = performance.now();
  const { folder } = place.found.launch;
  const sources = await prepareSources(place, request);
  const testTimeoutMs = isNewOnly(place, request) ? candidateMs : undefined;
  await place.tree.write([...request.overlay, ...sources.overlay]);
  const hooks = await layHooks(place.hooks, join(place.tree.path, folder), {
    clock: request.clock,
    shuffleSeed: request.shuffleSeed,
    only: request.only,
    counters: request.cover.length > 0 ? place.counters : undefined,
    testTimeoutMs,
    isWholeSuite: request.testFiles.length === 0,
    cover: request.cover.map((path) => join(place.tree.path, path)),
  });
  try {
    const commands = place.kind.commands({
      ...request,
      program: resolve(place.tree.path, place.program.path),
      version: place.program.version,
      node: place.node,
      launch: place.found.launch,
      hooks: hooks.folder,
      files: request.testFiles.map((file) => (folder === '' ? file : file.slice(folder.length + 1))),
      testTimeoutMs,
    });
    const ended = await runCommands(place, request, hooks.folder, commands);
    const { status, tests, errors } = judgeRun(ended, request.testFiles.length, request.only);
    const hits = await readHits(place, request, sources, hooks.folder);
    return { status, tests, hits, output: describeOutput(errors, ended), ms: performance.now() - start };
  } finally {
    await hooks.remove();
  }
}

/** All test files are new: no test of the repository is among them. */
function isNewOnly({ tree }: RunPlace, { testFiles, overlay }: TestRun): boolean {
  const laid = new Set(overlay.map(({ path }) => path));
  return (
    testFiles.length > 0 && testFiles.every((file) => laid.has(file) && !existsSync(join(tree.path, file)))
  );
}

/** Of the tree as it is before the overlay, or of the overlay. */
async function prepareSources({ tree, counters }: RunPlace, request: TestRun): Promise<InstrumentedSources> {
  const laid = new Map(request.overlay.map(({ path, text }) => [path, text]));
  const sources: TextFile[] = [];
  for (const path of request.cover)
    sources.push({ path, text: laid.get(path) ?? (await readUntrusted(join(tree.path, path))) });
  return instrumentSources(sources, counters);
}

/** One after the other, within one limit of time. */
async function runCommands(
  place: RunPlace,
  { timeoutMs, clock, signal }: TestRun,
  hooks: string,
  commands: readonly RunnerCommand[],
): Promise<readonly EndedProcess[]> {
  const { sandbox, tree, found, program } = place;
  const deadline = performance.now() + timeoutMs;
  const ended: EndedProcess[] = [];
  for (const { argv, env } of commands) {
    const results = join(hooks, `results-${randomBytes(8).toString('hex')}`);
    const result = await sandbox.run({
      argv,
      cwd: join(tree.path, found.launch.folder),
      readable: [...tree.readable, ...program.readable],
      writable: [tree.path],
      env: {
        CI: 'true',
        NO_COLOR: '1',
        ...(clock?.kind === 'shifted' ? { TZ: otherZone } : {}),
        ...found.launch.env,
        ...env,
        GALLEY_RESULTS: results,
      },
      limits: { ...limits, ms: Math.max(1, deadline - performance.now()) },
      signal,
    });
    if (result.stopped === 'interrupted')
      throw new GalleyError('interrupted', { what: 'Running tests was interrupted' });
    ended.push({ result, events: readResults(await readUntrusted(results)) });
    if (result.stopped !== '') break;
  }
  return ended;
}

async function readHits(
  { found }: RunPlace,
  { cover }: TestRun,
  sources: InstrumentedSources,
  hooks: string,
): Promise<TestOutcome['hits']> {
  if (found.setup.framework === 'pytest') return readPythonHits(hooks, found.launch.folder, cover);
  const counts: Counts[] = [];
  for (const name of await namesIn(hooks, 'hits-')) {
    const read = readCounts(await readUntrustedJson(join(hooks, name)));
    if (read !== undefined) counts.push(read);
  }
  return sources.hitsOf(counts);
}

function describeOutput(errors: readonly string[], ended: readonly EndedProcess[]): string {
  const printed = ended.flatMap(({ result }) => [result.stdout, result.stderr]).filter((text) => text !== '');
  return [...errors, ...printed.map((text) => text.slice(-outputLength))].join('\n').slice(-2 * outputLength);
}
