import { isGalleyError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import type { GitHubClient, PullAddress } from '../client/github-client.ts';
import { statusOf } from '../explain-failure.ts';

/**
 * The diff of a pull request in one piece, one character per byte (latin1); undefined where GitHub makes none: beyond
 * 300 files, 20,000 lines or 1 MB (406), or when it cannot or takes too long (422, 5xx).
 */
export async function readWholeDiff(
  client: GitHubClient,
  { owner, repo, number }: PullAddress,
  log: Log,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const { data } = await client.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', {
      ...{ owner, repo, pull_number: number },
      mediaType: { format: 'diff' },
      // As bytes: octokit would decode them as UTF-8, and a diff may hold files of another encoding.
      request: { signal, parseSuccessResponseBody: false },
    });
    const bytes = await new Response(data as unknown as ReadableStream).arrayBuffer();
    return Buffer.from(bytes).toString('latin1');
  } catch (error) {
    const status = isGalleyError(error) ? (statusOf(error) ?? 0) : 0;
    if (status !== 406 && status !== 422 && status < 500) throw error;
    log.info('GitHub makes no diff in one piece: its list of files is read', { status });
    return undefined;
  }
}
