import { callsOf } from '../../../github/client/count-calls.ts';
import type { CommandForge } from '../../../review/jobs/app-ports.ts';
import { version } from '../../cli/version.ts';
import type { CommandJob } from '../worker/create-job-runner.ts';
import { tokensFrom } from '../worker/tokens-from.ts';
import type { CommandRunnerOptions } from './command-runner-options.ts';

/** The pull request of a command on GitHub; writes only while the job is held. Nothing is asked yet. */
export async function openCommandForge(
  job: CommandJob,
  login: string,
  { appForge, place, store, log, onCall, time }: CommandRunnerOptions,
  signal: AbortSignal,
): Promise<CommandForge> {
  const [{ createGitHubClient }, { machineTime }, { createReading }, { createCommandForge }] =
    await Promise.all([
      import('../../../github/client/create-client.ts'),
      import('../../../github/client/client-time.ts'),
      import('../../../github/create-reading.ts'),
      import('../../../github/command/create-command-forge.ts'),
    ]);
  const { installation, pull } = job.errand;
  const [owner = '', repo = ''] = pull.repository.split('/');
  const clock = time ?? machineTime;
  const client = createGitHubClient({
    ...{
      baseUrl: place.api,
      log,
      onCall: callsOf(installation, onCall),
      signal,
      time: clock,
      userAgent: `galley/${version}`,
    },
    token: tokensFrom(appForge, installation, pull.repository),
    mayWrite: () => store.isHeld(job),
  });
  const address = { owner, repo, number: pull.number };
  const { own } = createReading({ client, address, login, configuration: '', log });
  return createCommandForge({ client, address, login, own, time: clock, log });
}
