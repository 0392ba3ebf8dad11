import * as z from 'zod/mini';
import { parseCommand } from '../../review/jobs/commands/parse-command.ts';
import { actionName, fullName, pullNumber, readEventFile, sha } from './read-event-file.ts';
import type { Wanted } from './read-event.ts';

/** Events besides `pull_request` that ask for a review: of who talks to Galley, and of the second half for forks. */
export const otherEvents = [
  'issue_comment',
  'pull_request_review_comment',
  'check_run',
  'workflow_run',
] as const;
export type OtherEvent = (typeof otherEvents)[number];

/** What such an event wants reviewed, or why nothing, for people. Throws GalleyError `unreadable-file`. */
export async function readOtherEvent(name: OtherEvent, file: string | undefined): Promise<Wanted | string> {
  switch (name) {
    case 'issue_comment':
      return readComment(file);
    case 'pull_request_review_comment':
      return readThreadComment(file);
    case 'check_run':
      return readCheck(file);
    case 'workflow_run':
      return readWorkflow(file);
  }
}

const repository = z.object({ full_name: fullName });
const comment = z.object({ body: z.string(), author_association: z.string() });

const commentSchema = z.object({
  action: actionName,
  repository,
  issue: z.object({ number: pullNumber, pull_request: z.optional(z.unknown()) }),
  comment,
});

const threadSchema = z.object({
  action: actionName,
  repository,
  pull_request: z.object({ number: pullNumber }),
  comment,
});

/** Whom a repository knows. What a command of theirs weighs is decided where the conversation is read. */
const known: readonly string[] = ['OWNER', 'MEMBER', 'COLLABORATOR'];

async function readComment(file: string | undefined): Promise<Wanted | string> {
  const { issue, ...event } = await readEventFile(file, commentSchema);
  if (issue.pull_request === undefined) return 'this comment is not on a pull request';
  return whyUnheard(event) ?? wantedBy(event, issue);
}

async function readThreadComment(file: string | undefined): Promise<Wanted | string> {
  const { pull_request: pull, ...event } = await readEventFile(file, threadSchema);
  return whyUnheard(event) ?? wantedBy(event, pull);
}

type CommentEvent = Omit<z.output<typeof commentSchema>, 'issue'>;
type CommentedPull = Pick<z.output<typeof commentSchema>['issue'], 'number'>;

/** A review reads the dismissals; of what a command asks besides, a job can do no more. */
function whyUnheard({ action, comment: said }: CommentEvent): string | undefined {
  const command = action === 'created' ? parseCommand(said.body) : undefined;
  if (command === undefined) return 'this comment holds no command';
  if (command.name !== 'review' && command.name !== 'dismiss')
    return 'a workflow hears /galley review and /galley dismiss; the others are for the app';
  if (known.includes(said.author_association)) return undefined;
  return 'whoever wrote this command may not write to the repository';
}

function wantedBy({ repository: here }: CommentEvent, { number }: CommentedPull): Wanted {
  return { repository: here.full_name, number, headSha: undefined };
}

const pulls = z.array(z.object({ number: pullNumber }));

const checkSchema = z.object({
  action: actionName,
  repository,
  check_run: z.object({ name: z.string(), head_sha: sha, pull_requests: pulls }),
  requested_action: z.optional(z.nullable(z.object({ identifier: z.string() }))),
});

async function readCheck(file: string | undefined): Promise<Wanted | string> {
  const event = await readEventFile(file, checkSchema);
  const { action, check_run: check, repository: here } = event;
  if (check.name !== 'galley') return 'this check is not one of Galley';
  if (action !== 'rerequested' && action !== 'requested_action') return 'nobody asked anything of this check';
  if (action === 'requested_action' && event.requested_action?.identifier !== 'galley-rerun')
    return 'this button is for the app';
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
