import type { CommandForge } from '../app-ports.ts';
import type { CommandErrand } from '../errand.ts';

/**
 * Whether somebody may give a command: people who may write to the repository. Dismissals are also the author's: the
 * summary says whose they are.
 */
export async function mayGive(
  { command, by }: Pick<CommandErrand, 'command' | 'by'>,
  forge: Pick<CommandForge, 'mayWrite' | 'readPullRequest'>,
  signal: AbortSignal,
): Promise<boolean> {
  if (await forge.mayWrite(by, signal)) return true;
  if (command.name !== 'dismiss') return false;
  const { author } = await forge.readPullRequest(signal);
  return author.toLowerCase() === by.toLowerCase();
}
