import type { LoadedSettings } from '../../config/load-settings.ts';
import type { Log } from '../../log.ts';
import type { TestsRun } from '../../report/tests/tests-run.ts';
import type { UnpackedImage } from '../../run/image/unpack-image.ts';
import { reviewCoverage } from '../../review/review-coverage.ts';
import type { ReviewProgress } from '../../review/review-options.ts';
import type { Model } from '../../review/ports.ts';
import type { RepositoryConfiguration } from '../cli/choose-configuration.ts';
import type { Terminal } from '../cli/terminal.ts';
import type { ChosenTests } from './choose-tests.ts';
import { measureByRun } from './measure-by-run.ts';
import { openRunners } from './open-runners.ts';
import { openTests, type OpenTests } from './open-tests.ts';
import { suggestForChange } from './suggest-for-change.ts';

/** Limit of a run of the whole suite. */
const suiteMs = 5 * 60_000;

/** What tests are to be suggested for, and how. */
export interface Suggesting extends ChosenTests {
  /** Coverage reports; empty: one run of the tests tells what they reach. */
  readonly reports: readonly string[];
  /** Looks for tests that fail now and pass before the change. */
  readonly isCatching: boolean;
  /** Without a sandbox, where there is none. */
  readonly unsafeRun: boolean;
  /** Image in which tests run; undefined: with the programs of this machine. */
  readonly image?: UnpackedImage | undefined;
  readonly load: (place: RepositoryConfiguration) => Promise<LoadedSettings>;
  readonly terminal: Terminal;
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ReviewProgress) => void;
  /** Of whoever counts what the model costs. */
  readonly wrapModel?: ((model: Model) => Model) | undefined;
}

export interface Suggested {
  readonly run: Omit<TestsRun, 'written'>;
  /** Top of the working tree. */
  readonly root: string;
}

/** Measures, asks and runs: all of `galley tests` but reading flags and writing files. */
export async function runSuggesting(suggesting: Suggesting): Promise<Suggested> {
  const { reports, terminal, log, signal } = suggesting;
  const open = await openTests(suggesting, reports, { load: suggesting.load, terminal, log, signal });
  return { run: await suggestFrom(open, suggesting), root: open.root };
}

/** The same for a change that is open already; closes its blobs. */
export async function suggestFrom(
  open: OpenTests,
  suggesting: Omit<Suggesting, 'whole' | 'chosen' | 'load'>,
): Promise<Suggested['run']> {
  const { reports, unsafeRun, image, terminal, log, signal, onProgress, wrapModel } = suggesting;
  const { root, blobs, kept, loaded, maxFileBytes, changed } = open;
  const baseTree = suggesting.isCatching ? open.baseTree : undefined;
  const { env } = terminal;
  const runners = await openRunners({ root, env, changed, baseTree, unsafeRun, image, log });
  try {
    const { exclude } = loaded.settings;
    const hits = reports.length > 0 ? undefined : measureByRun(runners, suiteMs);
    const measured = await reviewCoverage(
      { exclude, maxFileBytes, limit: undefined },
      {
        source: kept.source,
        blobs,
        coverage: open.coverage(hits),
        clock: { now: () => performance.now() },
        signal,
        onProgress,
      },
    );
    for (const note of measured.notes) log.warn(note);
    const { maxTests, samples, budgetMs } = suggesting;
    const limits = { maxTests, samples, budgetMs, suiteMs };
    return await suggestForChange({
      ...limits,
      measured,
      open,
      runners,
      terminal,
      log,
      signal,
      onProgress,
      wrapModel,
    });
  } finally {
    await runners.close();
    await blobs.close();
  }
}
