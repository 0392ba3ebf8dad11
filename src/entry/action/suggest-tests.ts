import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GalleyError } from '../../errors.ts';
import { findCommit } from '../../git/resolve-commit.ts';
import { renderMarkdownUpTo } from '../../report/render-markdown.ts';
import { packTests } from '../../report/tests/pack-tests.ts';
import { settingsFrom } from '../cli/command-settings.ts';
import { listenForStop } from '../cli/listen-for-stop.ts';
import { showProgress } from '../cli/show-progress.ts';
import { logTo } from '../cli/terminal-log.ts';
import { chooseTests } from '../tests/choose-tests.ts';
import { runSuggesting } from '../tests/run-suggesting.ts';
import { enterWorkingDirectory } from './enter-working-directory.ts';
import type { Runner } from './open-runner.ts';
import { outputsOf } from './outputs-of.ts';
import type { PullEvent } from './read-event.ts';
import type { Inputs } from './read-inputs.ts';
import { mostSummaryCharacters } from './runner-files.ts';
import { writeReportFiles } from './write-report-files.ts';

/**
 * Mode `tests`: writes tests for what the checked-out head adds and nothing reaches, runs them in the sandbox, and leaves a
 * file for the job that reviews. This runs code of the head: the job must have no secrets and no rights.
 */
export async function suggestTests(event: PullEvent, inputs: Inputs, runner: Runner): Promise<number> {
  const start = performance.now();
  const cwd = enterWorkingDirectory(inputs, runner);
  const terminal = { ...runner.terminal, cwd };
  const stop = listenForStop();
  const progress = showProgress(terminal, () => performance.now());
  try {
    await checkHead(event, cwd, runner);
    const range = `${event.baseSha}...${event.headSha}`;
    const { run } = await runSuggesting({
      ...chooseTests([range], {}),
      reports: inputs.coverage === undefined ? [] : [inputs.coverage],
      isCatching: false,
      unsafeRun: false,
      load: (place) =>
        settingsFrom({ flags: {}, inputs: inputs.settings, config: inputs.config }, place, runner.env),
      terminal,
      log: logTo(terminal, progress.clear),
      signal: stop.signal,
      onProgress: progress.show,
    });
    progress.stop();
    const { review, failure } = run;
    if (failure !== undefined) runner.say(`No test could be asked for: ${failure.message} ${failure.todo}`);
    const folder = await runner.makeFolder();
    const files = await writeReportFiles(review, folder);
    const report = join(folder, 'galley-tests.json');
    await writeFile(report, packTests(review.tests, event.headSha), { flag: 'wx' });
    await runner.addSummary(renderMarkdownUpTo(review, mostSummaryCharacters));
    const milliseconds = performance.now() - start;
    await runner.setOutputs(outputsOf(review, { files: { ...files, report }, url: undefined, milliseconds }));
    runner.say(`${review.tests.length} tests suggested: ${report}`);
    return review.complete ? 0 : 3;
  } finally {
    progress.stop();
    stop.release();
  }
}

/** What is run must be what is reviewed: by default a checkout has the merge with the base. */
async function checkHead({ headSha }: PullEvent, cwd: string, { env }: Runner): Promise<void> {
  const found = await findCommit('HEAD', { cwd, env, signal: undefined });
  if (found === headSha) return;
  throw new GalleyError('invalid-usage', {
    what: 'The head of the pull request is not checked out',
    why: `${cwd} is at ${found?.slice(0, 7) ?? 'no commit'}, the head is ${headSha.slice(0, 7)}.`,
    todo: 'actions/checkout with ref: ${{ github.event.pull_request.head.sha }} and fetch-depth: 0',
  });
}
