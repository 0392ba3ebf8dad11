import type { Gap } from '../../src/coverage/gap.ts';
import { openChange } from '../../src/entry/cli/open-change.ts';
import { openTerminal } from '../../src/entry/cli/terminal.ts';
import { keepFiles } from '../../src/entry/coverage/keep-files.ts';
import { findTargets } from '../../src/entry/tests/find-targets.ts';
import { measureByRun } from '../../src/entry/tests/measure-by-run.ts';
import { openRunners } from '../../src/entry/tests/open-runners.ts';
import { openSuggestPorts } from '../../src/entry/tests/open-suggest-ports.ts';
import { openTestCode } from '../../src/entry/tests/open-test-code.ts';
import { openTree } from '../../src/entry/tests/open-tree.ts';
import { silentLog } from '../../src/log.ts';
import type { CoverageSource } from '../../src/review/coverage-ports.ts';
import { reviewCoverage, type CoverageResult } from '../../src/review/review-coverage.ts';
import { suggestTests } from '../../src/review/suggest-tests/suggest-tests.ts';
import type { TestSuggestion } from '../../src/testgen/test-suggestion.ts';
import { outcomeOf, type Outcome } from './bench-result.ts';
import { limits, maxFileBytes, tellProgress } from './limits.ts';
import type { Asked } from './open-asked.ts';
import { coverageOf } from './open-code.ts';

/** What no test reaches of a change. */
export interface Open {
  readonly arms: number;
  readonly gaps: number;
}

export interface CommitRun extends Outcome {
  readonly name: string;
  readonly framework: string;
  readonly before: Open;
  /** With the tests that were accepted, measured by a run of its own. */
  readonly after: Open;
  readonly suggestions: readonly TestSuggestion[];
  readonly reasons: readonly string[];
}

const { signal } = new AbortController();

/** Has tests written for what the working tree at `root` adds to its commit. */
export async function runCommit(
  root: string,
  name: string,
  samples: number,
  asked: Asked,
): Promise<CommitRun> {
  const { env } = process;
  const terminal = { ...openTerminal({ quiet: true, color: false }), cwd: root, isCi: false };
  const { source, blobs } = await openChange(
    { from: 'git', selection: { kind: 'auto' }, paths: [] },
    terminal,
    silentLog,
    signal,
  );
  if (blobs === undefined) throw new Error('only git knows what a file held');
  const runners = await openRunners({
    root,
    env,
    changed: async () => [],
    baseTree: undefined,
    unsafeRun: false,
    log: silentLog,
  });
  const kept = keepFiles(source);
  const measure = (hits: CoverageSource): Promise<CoverageResult> =>
    reviewCoverage(
      { exclude: [], maxFileBytes, limit: undefined },
      {
        source: kept.source,
        blobs,
        coverage: { ...coverageOf(new Map()), hits },
        clock: { now: () => performance.now() },
        signal,
        onProgress: () => {},
      },
    );
  try {
    const before = await measure(measureByRun(runners, limits.suiteMs));
    const targets = await findTargets(gapsOf(before), before.sources, openTestCode(silentLog));
    const opened = await runners.runnerFor(targets[0]?.path ?? '');
    const ports = await openSuggestPorts({
      model: asked.model,
      cache: asked.cache,
      runners,
      opened,
      tree: openTree({
        root,
        env,
        blobs,
        change: await kept.source.read(signal, maxFileBytes),
        maxFileBytes,
      }),
      log: silentLog,
      signal,
      onProgress: tellProgress(name, asked),
    });
    const suggested = await suggestTests(targets, asked.card, { ...limits, samples }, ports);
    await ports.types?.close();
    const texts = new Map(suggested.suggestions.map(({ path, text }) => [path, text]));
    const after = await measure({
      async read(paths, stop) {
        const { hits } = await opened.runner.run({
          overlay: [...texts].map(([path, text]) => ({ path, text })),
          testFiles: [...new Set([...opened.found.launch.testFiles, ...texts.keys()])],
          cover: paths,
          timeoutMs: limits.suiteMs,
          signal: stop,
        });
        return { files: hits, unusable: new Map(), sources: ['a run'], formats: ['istanbul'], notes: [] };
      },
    });
    return {
      name,
      framework: opened.found.setup.framework,
      before: openIn(gapsOf(before)),
      after: openIn(gapsOf(after)),
      suggestions: suggested.suggestions,
      reasons: suggested.ledger.targets.map(
        (one) => `${one.function}: ${one.closed} of ${one.gaps}: ${one.reason}`,
      ),
      ...outcomeOf(targets, suggested, asked),
    };
  } finally {
    await runners.close();
    await blobs.close();
  }
}

/** With the arms within functions that are not called at all. */
function gapsOf({ review, implied }: CoverageResult): readonly Gap[] {
  return [...review.gaps, ...implied].filter(({ kind }) => kind !== 'file');
}

function openIn(gaps: readonly Gap[]): Open {
  return { arms: gaps.filter(({ kind }) => kind === 'branch').length, gaps: gaps.length };
}
