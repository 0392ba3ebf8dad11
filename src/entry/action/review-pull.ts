import { access } from 'node:fs/promises';
import { isGalleyError } from '../../errors.ts';
import { mostComments, type PullRequest } from '../../review/forge-ports.ts';
import type { OpenedReview } from '../../review/pull-request/pull-request-ports.ts';
import { reviewPullRequest } from '../../review/pull-request/review-pull-request.ts';
import { settingsFrom } from '../cli/command-settings.ts';
import { listenForStop } from '../cli/listen-for-stop.ts';
import { showProgress } from '../cli/show-progress.ts';
import { logTo } from '../cli/terminal-log.ts';
import { openForge } from '../pull/open-forge.ts';
import { openPullReview, tokenOf } from '../pull/open-pull-review.ts';
import { stoppedEarly } from '../review/stopped-early.ts';
import { checkFork } from './choose-event.ts';
import { enterWorkingDirectory } from './enter-working-directory.ts';
import { warn } from './fall-back.ts';
import { findNumber } from './find-number.ts';
import { hideJobSecrets } from './hide-job-secrets.ts';
import type { Runner } from './open-runner.ts';
import type { Wanted } from './read-event.ts';
import type { Inputs } from './read-inputs.ts';
import { tellOutcome } from './tell-outcome.ts';

/**
 * Reviews the pull request of the event and posts what was found. Nothing of its head is checked out; the configuration is
 * the one of the base. Returns the exit code.
 */
export async function reviewPull(wanted: Wanted, inputs: Inputs, runner: Runner): Promise<number> {
  const terminal = { ...runner.terminal, cwd: enterWorkingDirectory(inputs, runner) };
  const given = { flags: {}, inputs: inputs.settings, config: inputs.config };
  // Before anybody is asked: a bad input should not wait for a network.
  const { settings } = await settingsFrom(given, { from: 'folder', root: undefined }, runner.env);
  const token = inputs.token === '' ? tokenOf(settings, runner.env) : inputs.token;
  hideJobSecrets(process.env);
  const stop = listenForStop();
  const progress = showProgress(terminal, () => performance.now());
  const log = logTo(terminal, progress.clear);
  const { signal } = stop;
  const { serverUrl: server } = runner;
  const place = { api: settings.forge ?? runner.apiUrl, server };
  const { repository, headSha } = wanted;
  try {
    const number = await findNumber(wanted, { api: place.api, token, log, signal });
    if (number === undefined) throw new PushedMeanwhile();
    const name = { ...place, repository, number };
    const { forge, fallback } = await openForge(name, { token, login: undefined, log, signal });
    const coverage = await ifThere('coverage', inputs.coverage, runner);
    const tests = await ifThere('tests', inputs.tests, runner);
    const openReview = async (pull: PullRequest, mergeBase: string): Promise<OpenedReview> => {
      if (headSha !== undefined && pull.head.sha !== headSha) throw new PushedMeanwhile();
      checkFork(pull, { environment: runner.environment, allowForks: inputs.allowForks });
      const opened = await openPullReview(pull, mergeBase, {
        ...{ server, token, fallback, folder: undefined, log, signal, terminal, ruleFolder: undefined },
        loadSettings: (configuration) => settingsFrom(given, configuration, runner.env),
        coverage: coverage === undefined ? {} : { coverage: [coverage] },
        onProgress: progress.show,
      });
      return tests === undefined ? opened : withTests(opened, tests, pull.head.sha);
    };
    const options = { isPosting: true, showsProgress: false, mostComments, listening: settings.commands };
    const outcome = await reviewPullRequest(options, { forge, openReview, log, signal });
    progress.stop();
    return await tellOutcome(outcome, runner);
  } catch (error) {
    progress.stop();
    if (error instanceof PushedMeanwhile) {
      runner.say(
        'Nothing to do: somebody has pushed since this run began, and the run of that push reviews it',
      );
      return 0;
    }
    if (signal.aborted && !isGalleyError(error)) throw stoppedEarly();
    throw error;
  } finally {
    stop.release();
  }
}

/** Coverage and tests of this run are about another head than the one that stands there now. */
class PushedMeanwhile extends Error {}

/** A file of another job: one that failed leaves none, which is no reason not to review, but is said. */
async function ifThere(
  input: 'coverage' | 'tests',
  file: string | undefined,
  runner: Runner,
): Promise<string | undefined> {
  if (file === undefined) return undefined;
  const isThere = await access(file).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== 'ENOENT',
  );
  if (isThere) return file;
  warn(`Reviewed without ${input}: there is no file ${file}. The job that makes it may have failed.`, runner);
  return undefined;
}

/** Shows what a job in mode `tests` found. */
async function withTests(opened: OpenedReview, file: string, headSha: string): Promise<OpenedReview> {
  try {
    const { readTests } = await import('./read-tests.ts');
    const tests = await readTests(file, headSha);
    return {
      ...opened,
      amend: async (result) => ({ ...result, review: { ...result.review, tests } }),
    };
  } catch (error) {
    await opened.close();
    throw error;
  }
}
