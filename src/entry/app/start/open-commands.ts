import type { JobResult } from '../../../review/jobs/job-result.ts';
import { createCommandRunner } from '../commands/create-command-runner.ts';
import { readPreparedRunner } from '../commands/prepared-runner.ts';
import type { CommandJob } from '../worker/create-job-runner.ts';
import type { WorkerParts } from './worker-parts.ts';

/** What answers `/galley …`; throws GalleyError `invalid-config` where the operator has prepared no usable runner. */
export function openCommands({
  configuration,
  store,
  records,
  appForge,
  mirrors,
  metrics,
}: WorkerParts): (job: CommandJob, signal: AbortSignal) => Promise<JobResult> {
  const { app, folders, loaded, loadSettings, ruleFolder, terminal, log } = configuration;
  const { runner, runnerInstall } = loaded.settings;
  const named = { GALLEY_RUNNER: runner, GALLEY_RUNNER_INSTALL: runnerInstall };
  return createCommandRunner({
    ...{ store, records, appForge, mirrors, loadSettings, ruleFolder, terminal, log },
    ...{ place: app.forge, replies: folders.replies, onCall: metrics.onApiCall },
    prepared: readPreparedRunner(named, folders.runners),
  });
}
