import type { JobResult } from '../../../review/jobs/job-result.ts';
import { createCommandRunner } from '../commands/create-command-runner.ts';
import type { CommandJob } from '../worker/create-job-runner.ts';
import { preparedOf } from './prepared-of.ts';
import type { WorkerParts } from './worker-parts.ts';

/** What answers `/galley …`; throws GalleyError `invalid-config` where the operator has prepared no usable runner. */
export function openCommands({
  configuration,
  store,
  records,
  uses,
  appForge,
  mirrors,
  metrics,
}: WorkerParts): (job: CommandJob, signal: AbortSignal) => Promise<JobResult> {
  const { app, folders, loadSettings, ruleFolder, terminal, log } = configuration;
  return createCommandRunner({
    ...{ store, records, uses, appForge, mirrors, loadSettings, ruleFolder, terminal, log },
    ...{ place: app.forge, replies: folders.replies, onCall: metrics.onApiCall },
    prepared: preparedOf(configuration),
  });
}
