import type { Finding } from '../../finding/finding.ts';
import { mostComments, type PullRequest } from '../../review/forge-ports.ts';
import { postComments } from '../post/post-comments.ts';
import type { CommandContext } from './command-context.ts';
import { readOpenFindings } from './read-thread.ts';

/** What the marker of a comment says was asked: nothing is reused of it. */
const prompt = 'command';

/**
 * Comments on lines of the head. A finding that has an open comment, whoever of us wrote it, gets no other one.
 *
 * @returns how many have a comment now; at most as many as one review takes are written
 */
export async function suggestOnce(
  context: CommandContext,
  findings: readonly Finding[],
  pull: PullRequest,
  signal: AbortSignal,
): Promise<number> {
  const told = new Set((await readOpenFindings(context, signal)).map(({ fingerprint }) => fingerprint));
  const fresh = findings.filter(({ fingerprint }) => !told.has(fingerprint)).slice(0, mostComments);
  const known = findings.filter(({ fingerprint }) => told.has(fingerprint)).length;
  if (fresh.length === 0) return known;
  const { written } = await postComments(fresh, { head: pull.head.sha, prompt }, { ...context, signal });
  return known + written;
}
