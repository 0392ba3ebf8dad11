import type { CommandJob, CommandPorts } from './command-ports.ts';

/** Name of a command that stays the same however often it is tried. */
export function keyOf({ id, errand: { comment } }: CommandJob): string {
  return comment === undefined ? `command:job-${id}` : `command:${comment.kind}-${comment.id}`;
}

/** Answers where the command was given. @param what told apart from other answers to the same command */
export function replyTo(
  job: CommandJob,
  what: string,
  body: string,
  { forge, signal }: Pick<CommandPorts, 'forge' | 'signal'>,
): Promise<void> {
  return forge.reply(job.errand.comment, body, `${keyOf(job)}:${what}`, signal);
}
