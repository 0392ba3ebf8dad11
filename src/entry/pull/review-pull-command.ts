import type { Command } from 'commander';
import { GalleyError, isGalleyError } from '../../errors.ts';
import { describeOutcome } from '../../report/pull-request/describe-outcome.ts';
import type { FormatTarget } from '../../report/parse-format.ts';
import type { ReportContext } from '../../report/render-report.ts';
import { mostComments } from '../../review/forge-ports.ts';
import type { PullRequestOutcome } from '../../review/pull-request/pull-request-outcome.ts';
import { reviewPullRequest } from '../../review/pull-request/review-pull-request.ts';
import { rootHere, settingsOf } from '../cli/command-settings.ts';
import { explainError } from '../cli/explain-error.ts';
import type { SelectionFlags } from '../cli/choose-selection.ts';
import { listenForStop } from '../cli/listen-for-stop.ts';
import { showProgress } from '../cli/show-progress.ts';
import { terminalOf } from '../cli/terminal.ts';
import { logTo } from '../cli/terminal-log.ts';
import { version } from '../cli/version.ts';
import { writeReports } from '../cli/write-reports.ts';
import type { CoverageOfReview } from '../coverage/coverage-of-review.ts';
import { readOrigin } from '../../git/read-origin.ts';
import { stoppedEarly } from '../review/stopped-early.ts';
import { findPull } from './find-pull.ts';
import { openForge } from './open-forge.ts';
import { openPullReview, tokenOf } from './open-pull-review.ts';

/** The flags of `galley review` that mean something for a pull request. */
export interface PullFlags extends CoverageOfReview {
  readonly pr: string;
  readonly post?: boolean;
  readonly profile?: boolean;
  readonly rules?: string;
}

/** `galley review --pr`. Returns the exit code: "Exit codes" in the README. */
export async function runPullReview(
  flags: PullFlags,
  targets: readonly FormatTarget[],
  command: Command,
): Promise<number> {
  const terminal = terminalOf(command);
  const stop = listenForStop();
  const progress = showProgress(terminal, () => performance.now());
  const log = logTo(terminal, progress.clear);
  const { signal } = stop;
  try {
    const { settings } = await settingsOf(command, { from: 'folder', root: undefined });
    const root = await rootHere();
    const origin =
      root === undefined ? undefined : await readOrigin({ cwd: root, env: terminal.env, signal });
    const name = findPull(flags.pr, settings.forge, origin);
    const token = tokenOf(settings, terminal.env);
    const { forge, fallback } = await openForge(name, { token, login: undefined, log, signal });
    const outcome = await reviewPullRequest(
      { isPosting: flags.post ?? false, showsProgress: false, mostComments, listening: settings.commands },
      {
        forge,
        openReview: (pull, mergeBase) =>
          openPullReview(pull, mergeBase, {
            ...{
              server: name.server,
              token,
              fallback,
              folder: undefined,
              log,
              signal,
              terminal,
              coverage: flags,
            },
            loadSettings: (configuration) => settingsOf(command, configuration),
            ruleFolder: flags.rules,
            onProgress: progress.show,
          }),
        log,
        signal,
      },
    );
    progress.stop();
    const context: ReportContext = {
      tool: { name: 'galley', version },
      ...{ color: terminal.color, width: terminal.width, profile: flags.profile ?? false },
    };
    if (outcome.kind !== 'skipped')
      await writeReports(outcome.review, targets, context, { ...context, color: false, width: 100 });
    terminal.err(`${describeOutcome(outcome).join('\n')}\n`);
    if (outcome.kind === 'not-posted') terminal.err(explainError(outcome.problem, false));
    return exitCodeOf(outcome);
  } catch (error) {
    if (signal.aborted && !isGalleyError(error)) throw stoppedEarly();
    throw error;
  } finally {
    progress.stop();
    stop.release();
  }
}

/** A review that did not reach its place is broken, one of a head that moved on is not complete. */
function exitCodeOf(outcome: PullRequestOutcome): number {
  switch (outcome.kind) {
    case 'skipped':
    case 'withdrawn':
      return 0;
    case 'superseded':
    case 'stopped':
      return 3;
    case 'not-posted':
      return 2;
    case 'planned':
    case 'posted':
      return outcome.exitCode;
  }
}

type GivenFlags = Omit<PullFlags, 'pr'> & SelectionFlags & { readonly pr?: string };

/** Throws GalleyError `invalid-usage` for flags and operands that name another change, or none. */
export function checkPullFlags(flags: GivenFlags, operands: readonly string[]): PullFlags {
  const { pr, staged, base, commit, diff } = flags;
  if (pr === undefined) {
    throw new GalleyError('invalid-usage', {
      what: '--post says nothing without --pr',
      why: 'A review is posted to a pull request.',
      todo: 'galley review --pr https://github.com/OWNER/NAME/pull/12 --post',
    });
  }
  const named = Object.entries({ '--staged': staged, '--base': base, '--commit': commit, '--diff': diff });
  const others = [...named.flatMap(([name, value]) => (value === undefined ? [] : [name])), ...operands];
  if (others.length === 0) return { ...flags, pr };
  throw new GalleyError('invalid-usage', {
    what: `--pr and ${others.join(' and ')} can't be used together`,
    why: 'One run reviews one change, and a pull request is reviewed whole.',
    todo: 'Leave out all but one of them.',
  });
}
