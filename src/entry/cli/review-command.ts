import type { Command } from 'commander';
import { isGalleyError } from '../../errors.ts';
import type { ReportContext } from '../../report/render-report.ts';
import { reviewChange } from '../../review/review-change.ts';
import { chooseReports } from './choose-reports.ts';
import { chooseSelection, type SelectionFlags } from './choose-selection.ts';
import { checkCoverage, coverageOf, type CoverageOfReview } from '../coverage/coverage-of-review.ts';
import { openStyle } from '../docs/open-style.ts';
import { openReview } from '../review/open-review.ts';
import { stoppedEarly } from '../review/stopped-early.ts';
import { settingsOf } from './command-settings.ts';
import { terminalOf } from './terminal.ts';
import { logTo } from './terminal-log.ts';
import { listenForStop } from './listen-for-stop.ts';
import { openChange } from './open-change.ts';
import { showProgress } from './show-progress.ts';
import { version } from './version.ts';
import { writeReports } from './write-reports.ts';

interface ReviewFlags extends SelectionFlags, CoverageOfReview {
  readonly pr?: string;
  readonly post?: boolean;
  readonly format?: readonly string[];
  readonly profile?: boolean;
  readonly rules?: string;
}

/** `galley review`. Returns the exit code: "Exit codes" in the README. */
export async function runReview(operands: readonly string[], command: Command): Promise<number> {
  const flags = command.opts<ReviewFlags>();
  const terminal = terminalOf(command);
  const targets = await chooseReports(flags.format ?? []);
  if (flags.pr !== undefined || flags.post === true) {
    const { checkPullFlags, runPullReview } = await import('../pull/review-pull-command.ts');
    return runPullReview(checkPullFlags(flags, operands), targets, command);
  }
  const chosen = chooseSelection(operands, flags);
  checkCoverage(flags);
  const stop = listenForStop();
  const progress = showProgress(terminal, () => performance.now());
  const log = logTo(terminal, progress.clear);
  try {
    const change = await openChange(chosen, terminal, log, stop.signal);
    const { blobs, root, configuration } = change;
    const loaded = await settingsOf(command, configuration);
    const { source, coverage } = coverageOf(flags, change, loaded.settings, terminal, log);
    const opened = await openReview({
      source,
      blobs,
      coverage,
      configuration,
      loaded,
      style: root === undefined ? {} : openStyle(root, log),
      ruleFolder: flags.rules,
      terminal,
      log,
      signal: stop.signal,
      onProgress: progress.show,
    });
    try {
      const { review, exitCode } = await reviewChange(opened.options, opened.ports);
      progress.stop();
      const context: ReportContext = {
        tool: { name: 'galley', version },
        color: terminal.color,
        width: terminal.width,
        profile: flags.profile ?? false,
        ...(root === undefined ? {} : { root }),
      };
      await writeReports(review, targets, context, { ...context, color: false, width: 100 });
      return exitCode;
    } finally {
      await opened.close();
    }
  } catch (error) {
    progress.stop();
    if (stop.signal.aborted && !isGalleyError(error)) throw stoppedEarly();
    throw error;
  } finally {
    stop.release();
  }
}
