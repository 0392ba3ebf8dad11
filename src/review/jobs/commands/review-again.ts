import type { PullRequest } from '../../forge-ports.ts';
import { whyNotNow } from '../../pull-request/why-not-now.ts';
import type { CommandJob, CommandPorts } from './command-ports.ts';
import { keyOf, replyTo } from './reply-to.ts';

/** `/galley review`: reviews the newest head, also when it has its review. Says something only where nothing will be done. */
export async function reviewAgain(job: CommandJob, ports: CommandPorts): Promise<void> {
  const pull = await ports.forge.readPullRequest(ports.signal);
  const why = describeNotNow(pull);
  if (why !== undefined) return replyTo(job, 'review', `Nothing is reviewed: ${why}`, ports);
  await askReview(job, ports, true);
}

/** A sentence; undefined: it is reviewed. */
export function describeNotNow(pull: PullRequest): string | undefined {
  const reason = whyNotNow(pull);
  if (reason === undefined) return undefined;
  if (reason === 'draft') return 'this is a draft. It is reviewed as soon as it is ready.';
  return `this pull request is ${reason}.`;
}

/**
 * Has the newest head reviewed. The same command asks once, however often it is tried.
 *
 * @param isForced also when that head has its review
 */
export async function askReview(
  job: CommandJob,
  { store }: Pick<CommandPorts, 'store'>,
  isForced: boolean,
): Promise<void> {
  const { installation, pull, command } = job.errand;
  await store.accept({
    id: keyOf(job),
    event: `command.${command.name}`,
    errand: { kind: 'review', installation, pull, head: undefined, isForced },
  });
}
