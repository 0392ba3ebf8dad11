import * as z from 'zod';
import type { FileChange } from '../../change/change.ts';
import { checkAnswer } from '../client/check-answer.ts';
import type { GitHubClient, PullAddress } from '../client/github-client.ts';
import { readPages } from '../client/read-pages.ts';
import { fileOfEntry, listEntrySchema } from './list-entry.ts';

/** GitHub lists no more files of a pull request. */
export const mostListed = 3000;

const schema = z.object({ changed_files: z.int().min(0) });

/**
 * The files of a pull request as GitHub lists them: what it has, where its diff is too large. Files beyond the end of
 * the list have no names here; one entry stands for them all, so that whoever lists what was not reviewed lists them.
 */
export async function readFileList(
  client: GitHubClient,
  { owner, repo, number }: PullAddress,
  signal: AbortSignal,
): Promise<readonly FileChange[]> {
  const place = { owner, repo, pull_number: number };
  const { items } = await readPages({
    client,
    route: 'GET /repos/{owner}/{repo}/pulls/{pull_number}/files',
    parameters: place,
    item: listEntrySchema,
    what: 'list of files',
    maxPages: mostListed / 100,
    signal,
  });
  const files = items.map(fileOfEntry);
  if (items.length < mostListed) return files;
  const { data } = await client.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', {
    ...place,
    request: { signal },
  });
  const { changed_files } = checkAnswer(schema, data, 'pull request');
  const more = changed_files - items.length;
  return more > 0 ? [...files, unlisted(more)] : files;
}

function unlisted(more: number): FileChange {
  const path = more === 1 ? '(1 more file)' : `(${more} more files)`;
  return {
    ...fileOfEntry({ filename: path, status: 'modified', changes: 1 }),
    unread: { reason: `GitHub lists no more than ${mostListed} files of a pull request` },
  };
}
