import type { Command } from 'commander';
import type { CoverageReport } from '../../report/coverage/coverage-report.ts';
import type { Log } from '../../log.ts';
import { reviewCoverage } from '../../review/review-coverage.ts';
import type { ReviewProgress } from '../../review/review-options.ts';
import type { Chosen } from '../cli/choose-selection.ts';
import { settingsOf } from '../cli/command-settings.ts';
import { openChange } from '../cli/open-change.ts';
import type { Terminal } from '../cli/terminal.ts';
import { version } from '../cli/version.ts';
import { keepFiles } from './keep-files.ts';
import { openCoverage } from './open-coverage.ts';

/** What is measured, by whom, and who waits for it. */
export interface Measuring {
  readonly command: Command;
  readonly chosen: Chosen;
  /** Reports as the user named them. Empty: those that test tools leave. */
  readonly reports: readonly string[];
  readonly baseReports: readonly string[];
  /** Percent; undefined: nothing is asked. */
  readonly limit: number | undefined;
  readonly terminal: Terminal;
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ReviewProgress) => void;
}

export interface MeasuredChange {
  readonly report: CoverageReport;
  readonly exitCode: number;
  /** Top folder of the repository. */
  readonly root: string;
}

/**
 * What tests reach of a change that git knows. What people should know about the reports goes to the log.
 *
 * @throws GalleyError as openChange and reviewCoverage do
 */
export async function measureChange(measuring: Measuring): Promise<MeasuredChange> {
  const { command, chosen, reports, baseReports, limit, terminal, log, signal, onProgress } = measuring;
  const { source, origin, blobs, root, configuration } = await openChange(chosen, terminal, log, signal);
  if (origin === undefined || blobs === undefined || root === undefined)
    throw new Error('only git knows what a file held');
  try {
    const { settings } = await settingsOf(command, configuration);
    const maxFileBytes = settings.maxFileKilobytes * 1024;
    const kept = keepFiles(source);
    const { env } = terminal;
    const place = { reports, baseReports, origin, blobs, kept, maxFileBytes, env, log };
    const { review, coverage, gate, sources, notes, exitCode } = await reviewCoverage(
      { exclude: settings.exclude, maxFileBytes, limit },
      {
        source: kept.source,
        blobs,
        coverage: openCoverage(place),
        clock: { now: () => performance.now() },
        signal,
        onProgress,
      },
    );
    for (const note of notes) log.warn(note);
    return {
      report: { review, coverage, gate, sources, title: review.ledger.title, version },
      exitCode,
      root,
    };
  } finally {
    await blobs.close();
  }
}
