import type { FileHits } from '../../src/coverage/report.ts';
import { findTargets } from '../../src/entry/tests/find-targets.ts';
import { openRunners, type OpenRunner } from '../../src/entry/tests/open-runners.ts';
import { openSuggestPorts } from '../../src/entry/tests/open-suggest-ports.ts';
import { openTestCode } from '../../src/entry/tests/open-test-code.ts';
import { openTree } from '../../src/entry/tests/open-tree.ts';
import { openWholeFiles } from '../../src/entry/tests/whole-files.ts';
import { silentLog } from '../../src/log.ts';
import { reviewCoverage } from '../../src/review/review-coverage.ts';
import { suggestTests } from '../../src/review/suggest-tests/suggest-tests.ts';
import type { TextFile } from '../../src/review/test-ports.ts';
import type { TestTarget } from '../../src/testgen/target.ts';
import type { TestSuggestion } from '../../src/testgen/test-suggestion.ts';
import { drawOf } from '../docs/draw.ts';
import { outcomeOf, type Outcome } from './bench-result.ts';
import type { FetchedPackage } from './fetch-package.ts';
import { limits, maxFileBytes, tellProgress } from './limits.ts';
import type { Asked } from './open-asked.ts';
import { coverageOf } from './open-code.ts';
import { tallyHits, type Reached } from './tally-hits.ts';

/** What tests that were written from nothing reach of a package. */
export interface PackageRun extends Outcome {
  readonly name: string;
  /** Functions that a test can get at and that loading does not run whole, before the draw. */
  readonly drawnFrom: number;
  /** Of the package's own files that its main file loads: what merely loading reaches, and what the tests reach beside. */
  readonly loading: Reached;
  readonly reached: Reached;
  readonly suggestions: readonly TestSuggestion[];
  readonly reasons: readonly string[];
}

export interface PackageOptions {
  readonly name: string;
  /** Functions that are drawn. */
  readonly count: number;
  /** Only these, as `path#function`; undefined: as they are drawn. */
  readonly only?: ReadonlySet<string>;
  /** Questions about one function at most. */
  readonly samples: number;
}

const { signal } = new AbortController();

/** Has tests written for functions of a package, and measures what they reach of it. */
export async function runPackage(
  { root, main }: FetchedPackage,
  { name, count, only, samples }: PackageOptions,
  asked: Asked,
): Promise<PackageRun> {
  const { env } = process;
  const place = { root, cwd: root, env, maxFileBytes };
  const runners = await openRunners({
    root,
    env,
    changed: async () => [],
    baseTree: undefined,
    unsafeRun: false,
    log: silentLog,
  });
  try {
    const opened = await runners.runnerFor(main);
    const all = await openWholeFiles(['.'], place);
    const { files } = await all.source.read(signal, maxFileBytes);
    const code = files.map(({ path }) => path).filter((path) => /\.[cm]?js$/.test(path));
    const loading = await runFiles(opened, [loadTest(main)], code);
    const { source, blobs } = await openWholeFiles([...loading.keys()], place);
    const clock = { now: () => performance.now() };
    const { review, implied, sources } = await reviewCoverage(
      { exclude: [], maxFileBytes, limit: undefined },
      { source, blobs, coverage: coverageOf(loading), clock, signal, onProgress: () => {} },
    );
    const found = await findTargets([...review.gaps, ...implied], sources, openTestCode(silentLog));
    const reachable = found.filter((one) => one.function !== '' && one.access !== undefined);
    const drawn =
      only === undefined
        ? draw(name, reachable).slice(0, count)
        : reachable.filter((one) => only.has(idOf(one)));
    const change = await source.read(signal, maxFileBytes);
    const ports = await openSuggestPorts({
      model: asked.model,
      cache: asked.cache,
      runners,
      opened,
      tree: openTree({ root, env, blobs, change, maxFileBytes }),
      log: silentLog,
      signal,
      onProgress: tellProgress(name, asked),
    });
    const suggested = await suggestTests(drawn, asked.card, { ...limits, samples }, ports);
    await ports.types?.close();
    const tests = new Map(suggested.suggestions.map(({ path, text }) => [path, text]));
    const written = [...tests].map(([path, text]) => ({ path, text }));
    const reached = await runFiles(opened, [loadTest(main), ...written], [...loading.keys()]);
    return {
      name,
      drawnFrom: reachable.length,
      loading: tallyHits(loading.values()),
      reached: tallyHits(reached.values()),
      suggestions: suggested.suggestions,
      reasons: suggested.ledger.targets.map(
        (one) => `${one.function}: ${one.closed} of ${one.gaps} (${one.outcome}) ${one.reason}`,
      ),
      ...outcomeOf(drawn, suggested, asked),
    };
  } finally {
    await runners.close();
  }
}

export function idOf({ path, function: name }: TestTarget): string {
  return `${path}#${name}`;
}

/** The same at every run. */
export function draw(name: string, targets: readonly TestTarget[]): readonly TestTarget[] {
  const order = new Map(targets.map((one) => [one, drawOf(`test ${name} ${idOf(one)}`)]));
  return targets.toSorted((a, b) => (order.get(a) ?? '').localeCompare(order.get(b) ?? ''));
}

function loadTest(main: string): TextFile {
  return {
    path: 'test/galley-load.test.js',
    text: `const { test } = require('node:test');\nrequire('../${main}');\ntest('it loads', () => {});\n`,
  };
}

async function runFiles(
  { runner }: OpenRunner,
  tests: readonly TextFile[],
  cover: readonly string[],
): Promise<ReadonlyMap<string, FileHits>> {
  const { status, hits, output } = await runner.run({
    overlay: tests,
    testFiles: tests.map(({ path }) => path),
    cover,
    timeoutMs: limits.suiteMs,
    signal,
  });
  if (status !== 'passed') throw new Error(`the tests do not pass together: ${status}: ${output}`);
  return hits;
}
