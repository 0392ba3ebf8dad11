import { isGalleyError } from '../../errors.ts';
import type { CommentPlace } from '../../review/jobs/errand.ts';
import type { CommandContext } from './command-context.ts';

const routes = {
  conversation: 'POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions',
  line: 'POST /repos/{owner}/{repo}/pulls/comments/{comment_id}/reactions',
} as const;

/**
 * 👀 below a comment. GitHub keeps one of a kind for each account, so that it may be sent again. A sign is no result: where
 * it cannot be shown, the log says so.
 */
export async function acknowledge(
  { client, address: { owner, repo }, log }: CommandContext,
  { kind, id }: CommentPlace,
  signal: AbortSignal,
): Promise<void> {
  const send = () =>
    client.request(routes[kind], { owner, repo, comment_id: id, content: 'eyes', request: { signal } });
  try {
    await send().catch((error: unknown) => {
      if (isGalleyError(error) && error.code === 'forge-unreachable') return send();
      throw error;
    });
  } catch (error) {
    if (!isGalleyError(error) || stopping.has(error.code)) throw error;
    log.warn('a command could not be acknowledged', { code: error.code });
  }
}

const stopping: ReadonlySet<string> = new Set(['interrupted', 'lease-lost', 'forge-unauthorised']);
