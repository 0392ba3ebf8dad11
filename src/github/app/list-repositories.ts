import * as z from 'zod';
import { checkAnswer } from '../client/check-answer.ts';
import type { GitHubClient } from '../client/github-client.ts';

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
