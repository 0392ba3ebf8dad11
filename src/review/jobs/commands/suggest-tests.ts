import type { CommandJob, CommandPorts } from './command-ports.ts';
import { describeNotNow } from './review-again.ts';
import { replyTo } from './reply-to.ts';

/** `/galley tests`. A draft gets its tests too: who asks for them is at work on it. */
export async function suggestTests(job: CommandJob, ports: CommandPorts): Promise<void> {
  const { forge, findTests, signal } = ports;
  const pull = await forge.readPullRequest(signal);
  const body =
    pull.state === 'open'
      ? await findTests(pull, signal)
      : `No tests are suggested: ${describeNotNow(pull) ?? ''}`;
  await replyTo(job, 'tests', body, ports);
}
