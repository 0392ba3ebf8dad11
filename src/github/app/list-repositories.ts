import * as z from 'zod';
import { checkAnswer } from '../client/check-answer.ts';
import type { GitHubClient } from '../client/github-client.ts';
import { readPages } from '../client/read-pages.ts';

const mostPages = 100;

const page = z.object({
  repositories: z
    .array(
      z.object({
        full_name: z.string().regex(/^[\w.-]{1,100}\/[\w.-]{1,100}$/),
        archived: z.boolean().optional(),
        disabled: z.boolean().optional(),
      }),
    )
    .max(100),
});

/** Repositories of the token's installation in which something can be written, of at most 10,000. */
export async function listRepositories(
  client: GitHubClient,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const names: string[] = [];
  for (let number = 1; number <= mostPages; number += 1) {
    const { data } = await client.request('GET /installation/repositories', {
      ...{ per_page: 100, page: number },
      request: { signal },
    });
    const { repositories } = checkAnswer(page, data, 'repositories of the installation');
    const open = repositories.filter(({ archived, disabled }) => archived !== true && disabled !== true);
    names.push(...open.map(({ full_name: name }) => name));
    if (repositories.length < 100) break;
  }
  return names;
}

const pull = z.object({
  number: z.int().min(1),
  draft: z.boolean().nullish(),
  head: z.object({ sha: z.string().regex(/^[0-9a-f]{40}$/) }),
});

/** Those that are no drafts, the newest first, of at most 1,000. */
export async function listOpenPulls(
  client: GitHubClient,
  repository: string,
  signal: AbortSignal,
): Promise<readonly { readonly number: number; readonly head: string }[]> {
  const [owner = '', repo = ''] = repository.split('/');
  const { items } = await readPages({
    ...{ client, route: 'GET /repos/{owner}/{repo}/pulls', item: pull, signal },
    parameters: { owner, repo, state: 'open' },
    what: 'pull requests',
    maxPages: 10,
  });
  return items.filter(({ draft }) => draft !== true).map(({ number, head }) => ({ number, head: head.sha }));
}
