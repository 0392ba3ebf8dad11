import { renderCodeBlock } from '../../../safety/escape-markdown.ts';
import type { CommandJob, CommandPorts } from './command-ports.ts';
import { askReview, describeNotNow } from './review-again.ts';
import { replyTo } from './reply-to.ts';

/**
 * `/galley dismiss REASON`: the comment itself is what the next review honours, so that review is asked for. Where it
 * names no finding, says how it would.
 */
export async function dismissFinding(
  fingerprint: string | undefined,
  job: CommandJob,
  ports: CommandPorts,
): Promise<void> {
  const { forge, signal } = ports;
  const { comment } = job.errand;
  const thread = comment && (await forge.readThread(comment, signal));
  const isNamed = comment?.kind === 'conversation' && fingerprint !== undefined;
  if (thread === undefined && !isNamed) return tellHow(job, ports);
  const why = describeNotNow(await forge.readPullRequest(signal));
  if (why !== undefined) return replyTo(job, 'dismiss', `Dismissed. It is not reviewed again: ${why}`, ports);
  await askReview(job, ports, true);
}

/** More lines than that nobody pastes. */
const mostListed = 25;

async function tellHow(job: CommandJob, ports: CommandPorts): Promise<void> {
  const how =
    'Write `/galley dismiss REASON` below the comment that you want to hear no more of, or `/galley dismiss FINGERPRINT REASON` here: the fingerprint is the last word in the small print of a finding.';
  const open = await ports.forge.readOpenFindings(ports.signal);
  const lines = open.slice(0, mostListed).map(({ fingerprint }) => `/galley dismiss ${fingerprint} REASON`);
  const all =
    lines.length === 0
      ? []
      : ['Pasted into a comment, these dismiss what has one now:', renderCodeBlock(lines.join('\n'))];
  await replyTo(job, 'dismiss', [how, ...all].join('\n\n'), ports);
}
