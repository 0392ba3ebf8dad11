import type { Command } from 'commander';
import { isGalleyError } from '../../errors.ts';
import { reviewCoverage } from '../../review/review-coverage.ts';
import { chooseOutputs } from '../cli/choose-reports.ts';
import { listenForStop } from '../cli/listen-for-stop.ts';
import { showProgress } from '../cli/show-progress.ts';
import { terminalOf } from '../cli/terminal.ts';
import { logTo } from '../cli/terminal-log.ts';
import { version } from '../cli/version.ts';
import { writeOutputs } from '../cli/write-reports.ts';
import { renderTestsRun, testFormats, type TestFormat } from '../../report/tests/render-tests-run.ts';
import { chooseTests, type TestsFlags } from './choose-tests.ts';
import { measureByRun } from './measure-by-run.ts';
import { openRunners } from './open-runners.ts';
import { openTests } from './open-tests.ts';
import { stoppedEarly } from '../coverage/stopped-early.ts';
import { suggestForChange } from './suggest-for-change.ts';
import { writeTests } from './write-tests.ts';

/** Limit of a run of the whole suite. */
const suiteMs = 5 * 60_000;

/** `galley tests [range-or-paths]`: tests for what no test reaches, run before they are shown. Returns the exit code. */
export async function runTests(operands: readonly string[], command: Command): Promise<number> {
  const flags = command.opts<TestsFlags>();
  if (flags.fixtures !== undefined) {
    const { runFixtures } = await import('./fixtures-command.ts');
    return runFixtures(flags.fixtures, command);
  }
  const tests = chooseTests(operands, flags);
  const terminal = terminalOf(command);
  const targets = await chooseOutputs<TestFormat>(flags.format ?? [], testFormats);
  const stop = listenForStop();
  const progress = showProgress(terminal, () => performance.now());
  const log = logTo(terminal, progress.clear);
  const { signal } = stop;
  try {
    const reports = flags.report ?? [];
    const open = await openTests(tests, reports, { command, terminal, log, signal });
    const { root, blobs, kept, loaded, maxFileBytes, changed } = open;
    const unsafeRun = flags.unsafeRun ?? false;
    const baseTree = flags.catch === true ? open.baseTree : undefined;
    const runners = await openRunners({ root, env: terminal.env, changed, baseTree, unsafeRun, log });
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
          onProgress: progress.show,
        },
      );
      for (const note of measured.notes) log.warn(note);
      const run = await suggestForChange({
        ...tests,
        measured,
        open,
        runners,
        suiteMs,
        terminal,
        log,
        signal,
        onProgress: progress.show,
      });
      progress.stop();
      const written = flags.write === true ? await writeTests(run.review.tests, root) : [];
      const context = {
        tool: { name: 'galley' as const, version },
        color: terminal.color,
        width: terminal.width,
        profile: false,
        root,
      };
      await writeOutputs(
        targets,
        (format, place) =>
          renderTestsRun(
            format,
            { ...run, written },
            place === 'file' ? { ...context, color: false, width: 100 } : context,
          ),
        { root, again: 'replies are kept, so it takes no new model calls' },
      );
      return run.review.complete ? 0 : 3;
    } finally {
      await runners.close();
      await blobs.close();
    }
  } catch (error) {
    progress.stop();
    if (signal.aborted && !isGalleyError(error)) throw stoppedEarly();
    throw error;
  } finally {
    stop.release();
  }
}
