import * as z from 'zod';
import { checkAnswer } from '../client/check-answer.ts';
import type { GitHubClient } from '../client/github-client.ts';
import { readPages } from '../client/read-pages.ts';
import { statusOf } from '../explain-failure.ts';
import { repositoryAddress } from '../repository-address.ts';
import { commitSha } from '../commit-sha.ts';

export interface OpenPullHead {
  /** Branch that it goes into. */
  readonly base: string;
  readonly number: number;
  /** 40 hexadecimal digits. */
  readonly head: string;
}

const route = 'GET /repos/{owner}/{repo}/pulls';
const perPage = 100;
/** Lists that are remembered, of one page each. */
const mostLists = 10_000;

const pull = z.object({
  number: z.int().min(1),
  draft: z.boolean().nullish(),
  base: z.object({ ref: z.string() }),
  head: z.object({ sha: commitSha }),
});
type Item = z.infer<typeof pull>;

interface Remembered {
  readonly etag: string;
  readonly pulls: readonly OpenPullHead[];
}

/**
 * Lists open pull requests of a repository that are no drafts, the newest first, of at most 1,000. Where nothing has changed
 * since the last time GitHub says no more than that, which no limit counts.
 */
export function createPullLists() {
  const lists = new Map<string, Remembered>();
  return async (
    client: GitHubClient,
    repository: string,
    signal: AbortSignal,
  ): Promise<readonly OpenPullHead[]> => {
    const known = lists.get(repository);
    const page = await readFirstPage(client, repository, known?.etag, signal);
    if (page === 'unchanged') return known?.pulls ?? [];
    // Later pages may change without the first one.
    const items = page.items.length < perPage ? page.items : await readAll(client, repository, signal);
    const pulls = items
      .filter(({ draft }) => draft !== true)
      .map(({ number, base, head }) => ({ number, base: base.ref, head: head.sha }));
    if (lists.size >= mostLists) lists.clear();
    if (page.etag !== undefined && page.items.length < perPage)
      lists.set(repository, { etag: page.etag, pulls });
    else lists.delete(repository);
    return pulls;
  };
}

function parametersOf(repository: string) {
  return { ...repositoryAddress(repository), state: 'open' } as const;
}

async function readFirstPage(
  client: GitHubClient,
  repository: string,
  etag: string | undefined,
  signal: AbortSignal,
): Promise<{ readonly items: readonly Item[]; readonly etag: string | undefined } | 'unchanged'> {
  try {
    const { data, headers } = await client.request(route, {
      ...{ ...parametersOf(repository), per_page: perPage },
      ...(etag !== undefined && { headers: { 'if-none-match': etag } }),
      request: { signal },
    });
    return { items: checkAnswer(z.array(pull).max(perPage), data, 'pull requests'), etag: headers.etag };
  } catch (error) {
    if (etag !== undefined && statusOf(error) === 304) return 'unchanged';
    throw error;
  }
}

async function readAll(
  client: GitHubClient,
  repository: string,
  signal: AbortSignal,
): Promise<readonly Item[]> {
  const { items } = await readPages({
    ...{ client, route, item: pull, signal, parameters: parametersOf(repository) },
    what: 'pull requests',
    maxPages: 10,
  });
  return items;
}
