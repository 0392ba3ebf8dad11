import * as z from 'zod/mini';
import { actionName, fullName, pullNumber, readEventFile, sha } from './read-event-file.ts';
import type { Wanted } from './read-event.ts';

/** Events besides `pull_request` that ask for a review: of who talks to Galley, and of the second half for forks. */
export const otherEvents = ['issue_comment', 'check_run', 'workflow_run'] as const;
export type OtherEvent = (typeof otherEvents)[number];

/** What such an event wants reviewed, or why nothing, for people. Throws GalleyError `unreadable-file`. */
export async function readOtherEvent(name: OtherEvent, file: string | undefined): Promise<Wanted | string> {
  switch (name) {
    case 'issue_comment':
      return readComment(file);
    case 'check_run':
      return readCheck(file);
    case 'workflow_run':
      return readWorkflow(file);
  }
}

const repository = z.object({ full_name: fullName });
const login = z.nullable(z.object({ login: z.string() }));

const commentSchema = z.object({
  action: actionName,
  repository,
  issue: z.object({ number: pullNumber, user: login, pull_request: z.optional(z.unknown()) }),
  comment: z.object({ body: z.string(), user: login, author_association: z.string() }),
});

/** Whom a repository knows. What a command of theirs weighs is decided where the conversation is read. */
const known: readonly string[] = ['OWNER', 'MEMBER', 'COLLABORATOR'];

async function readComment(file: string | undefined): Promise<Wanted | string> {
  const { action, issue, comment, repository: here } = await readEventFile(file, commentSchema);
  if (issue.pull_request === undefined) return 'this comment is not on a pull request';
  if (action !== 'created' || !/^\s*\/galley\b/.test(comment.body)) return 'this comment holds no command';
  const isAuthor = comment.user !== null && comment.user.login === issue.user?.login;
  if (!isAuthor && !known.includes(comment.author_association))
    return 'whoever wrote this command may not write to the repository';
  return { repository: here.full_name, number: issue.number, headSha: undefined };
}

const pulls = z.array(z.object({ number: pullNumber }));

const checkSchema = z.object({
  action: actionName,
  repository,
  check_run: z.object({ name: z.string(), head_sha: sha, pull_requests: pulls }),
});

async function readCheck(file: string | undefined): Promise<Wanted | string> {
  const { action, check_run: check, repository: here } = await readEventFile(file, checkSchema);
  if (check.name !== 'galley') return 'this check is not one of Galley';
  if (action !== 'rerequested' && action !== 'requested_action') return 'nobody asked anything of this check';
  const [pull] = check.pull_requests;
  if (pull === undefined) return 'this check belongs to no pull request of this repository';
  return { repository: here.full_name, number: pull.number, headSha: check.head_sha };
}

const workflowSchema = z.object({
  repository,
  workflow_run: z.object({
    event: z.string(),
    head_sha: sha,
    head_branch: z.nullable(z.string()),
    head_repository: z.nullable(z.object({ full_name: fullName })),
    pull_requests: pulls,
  }),
});

/** Nothing that the other workflow made is believed: the event says whose head it was. It lists no pull request of a fork. */
async function readWorkflow(file: string | undefined): Promise<Wanted | string> {
  const { workflow_run: run, repository: here } = await readEventFile(file, workflowSchema);
  if (run.event !== 'pull_request') return 'the workflow before was not about a pull request';
  const wanted = { repository: here.full_name, number: run.pull_requests[0]?.number, headSha: run.head_sha };
  if (wanted.number !== undefined) return wanted;
  const owner = run.head_repository?.full_name.split('/')[0];
  if (owner === undefined || run.head_branch === null) return 'the repository of the head is gone';
  return { ...wanted, branch: { owner, ref: run.head_branch } };
}
