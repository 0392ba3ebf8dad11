import type { GitHubClient, PullAddress } from '../client/github-client.ts';
import { readPages } from '../client/read-pages.ts';
import { claim, type Claim } from './claims.ts';
import { isPerson, reactionSchema } from './comment-schemas.ts';
import type { OwnThread } from './own-threads.ts';

/** Comments whose reactions are asked for: each costs a request, and anybody may react. */
const mostAsked = 30;

/** Who showed a thumb down to a comment of ours. Only comments that have one are asked for. */
export async function readThumbsDown(
  client: GitHubClient,
  { owner, repo }: PullAddress,
  threads: readonly OwnThread[],
  signal: AbortSignal,
): Promise<readonly Claim[]> {
  const claims: Claim[] = [];
  for (const { comment } of threads.filter(({ thumbsDown }) => thumbsDown > 0).slice(0, mostAsked)) {
    const { items } = await readPages({
      client,
      route: 'GET /repos/{owner}/{repo}/pulls/comments/{comment_id}/reactions',
      parameters: { owner, repo, comment_id: comment.id, content: '-1' },
      item: reactionSchema,
      what: 'reactions',
      maxPages: 1,
      signal,
    });
    for (const { content, user } of items)
      if (content === '-1' && isPerson(user))
        claims.push(claim(comment.fingerprint, user.login, 'reaction', ''));
  }
  return claims;
}
