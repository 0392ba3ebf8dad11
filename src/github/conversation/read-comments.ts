import type * as z from 'zod';
import type { Log } from '../../log.ts';
import type { GitHubClient, PullAddress } from '../client/github-client.ts';
import { readPages } from '../client/read-pages.ts';
import {
  issueCommentSchema,
  reviewCommentSchema,
  type IssueComment,
  type ReviewComment,
} from './comment-schemas.ts';

export interface CommentsOptions {
  readonly client: GitHubClient;
  readonly address: PullAddress;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** Of 100 comments each: nobody reads a conversation beyond that. */
const mostPages = 50;

/** Comments on the pull request as a whole, oldest first, everybody's. */
export function readIssueComments(options: CommentsOptions): Promise<readonly IssueComment[]> {
  const { owner, repo, number } = options.address;
  const route = 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments';
  return readAll(options, route, { owner, repo, issue_number: number }, issueCommentSchema);
}

/** Comments on its lines and files, oldest first, everybody's. */
export function readReviewComments(options: CommentsOptions): Promise<readonly ReviewComment[]> {
  const { owner, repo, number } = options.address;
  const route = 'GET /repos/{owner}/{repo}/pulls/{pull_number}/comments';
  return readAll(options, route, { owner, repo, pull_number: number }, reviewCommentSchema);
}

async function readAll<T>(
  { client, log, signal }: CommentsOptions,
  route: string,
  parameters: Record<string, string | number>,
  item: z.ZodType<T>,
): Promise<readonly T[]> {
  const read = { client, route, parameters, item, what: 'comments', maxPages: mostPages, signal };
  const { items, isWhole } = await readPages(read);
  if (!isWhole) log.warn('there are more comments than are read', { read: items.length });
  return items;
}
