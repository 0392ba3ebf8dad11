import type { Command } from 'commander';
import { isGalleyError } from '../../errors.ts';
import { chooseOutputs } from '../cli/choose-reports.ts';
import { settingsOf } from '../cli/command-settings.ts';
import { listenForStop } from '../cli/listen-for-stop.ts';
import { showProgress } from '../cli/show-progress.ts';
import { terminalOf } from '../cli/terminal.ts';
import { logTo } from '../cli/terminal-log.ts';
import { version } from '../cli/version.ts';
import { writeOutputs } from '../cli/write-reports.ts';
import { renderTestsRun, testFormats, type TestFormat } from '../../report/tests/render-tests-run.ts';
import { chooseTests, type TestsFlags } from './choose-tests.ts';
import { runSuggesting } from './run-suggesting.ts';
import { stoppedEarly } from '../coverage/stopped-early.ts';
import { writeTests } from './write-tests.ts';

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
  try {
    const { run, root } = await runSuggesting({
      ...tests,
      reports: flags.report ?? [],
      isCatching: flags.catch === true,
      unsafeRun: flags.unsafeRun ?? false,
      load: (place) => settingsOf(command, place),
      terminal,
      log: logTo(terminal, progress.clear),
      signal: stop.signal,
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
  } catch (error) {
    progress.stop();
    if (stop.signal.aborted && !isGalleyError(error)) throw stoppedEarly();
    throw error;
  } finally {
    stop.release();
  }
}
