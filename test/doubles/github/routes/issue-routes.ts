import { isTooLong, tooLongMessage } from '../acts/body-rules.ts';
import { emitEvent } from '../acts/emit-event.ts';
import { removeFrom } from '../acts/remove-from.ts';
import { nodeId } from '../ids.ts';
import { actorOf, findPull, idOf, mayWrite, pullOf, repositoryOf, timestamp } from '../lookup.ts';
import { paged } from '../paginate.ts';
import { readFields } from '../read-fields.ts';
import { Refusal, created, errorReply, invalid, noContent, notFound, ok } from '../reply.ts';
import { renderIssueComment } from '../render/render-comment.ts';
import type { IssueComment } from '../state/comments.ts';
import type { Context, Needs, Reply, Route } from '../types.ts';
import { sortedComments } from './sort-comments.ts';

const ofIssue = '/repos/{owner}/{repo}/issues/{issue_number}/comments';
const ofRepository = '/repos/{owner}/{repo}/issues/comments';
const one = `${ofRepository}/{comment_id}`;
const page = 'issues/comments#create-an-issue-comment';
/** On a pull request either permission does. */
const read: readonly Needs[] = [{ issues: 'read' }, { pull_requests: 'read' }];
const write: readonly Needs[] = [{ issues: 'write' }, { pull_requests: 'write' }];

export const issueRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: ofIssue,
    needs: read,
    handle: (context) => list(context, pullOf(context).number),
  },
  { method: 'GET', path: ofRepository, needs: read, handle: (context) => list(context, undefined) },
  { method: 'POST', path: ofIssue, needs: write, handle: createComment },
  {
    method: 'GET',
    path: one,
    needs: read,
    handle: (context) => ok(renderIssueComment(context.inside, commentOf(context))),
  },
  { method: 'PATCH', path: one, needs: write, handle: updateComment },
  { method: 'DELETE', path: one, needs: write, handle: deleteComment },
];

function list(context: Context, issue: number | undefined): Promise<Reply> {
  const { inside } = context;
  const { fullName } = repositoryOf(context);
  const comments = inside.state.issueComments.filter(
    (comment) => comment.repository === fullName && (issue === undefined || comment.issue === issue),
  );
  return paged(context, sortedComments(context, comments), (comment) => renderIssueComment(inside, comment));
}

function createComment(context: Context): Reply {
  const { inside } = context;
  const pull = pullOf(context);
  const { login } = actorOf(context);
  if (pull.locked && !mayWrite(inside, pull.repository, login)) {
    throw new Refusal(errorReply(403, 'Unable to create comment because issue is locked.', { page }));
  }
  const id = inside.nextId();
  const now = timestamp(inside);
  const comment: IssueComment = {
    id,
    nodeId: nodeId('IC', id),
    repository: pull.repository,
    issue: pull.number,
    author: login,
    body: readBody(context),
    createdAt: now,
    updatedAt: now,
    minimized: null,
  };
  inside.state.issueComments.push(comment);
  tell(context, comment, 'created');
  return created(renderIssueComment(inside, comment));
}

function updateComment(context: Context): Reply {
  const comment = ownComment(context);
  comment.body = readBody(context);
  comment.updatedAt = timestamp(context.inside);
  tell(context, comment, 'edited');
  return ok(renderIssueComment(context.inside, comment));
}

function deleteComment(context: Context): Reply {
  const comment = ownComment(context);
  const { state } = context.inside;
  tell(context, comment, 'deleted');
  removeFrom(state.issueComments, ({ id }) => id === comment.id);
  removeFrom(state.reactions, ({ on, subject }) => on === 'issue-comment' && subject === comment.id);
  return noContent();
}

function readBody({ call }: Context): string {
  const body = readFields(call.body, page).text('body');
  const fault = { resource: 'IssueComment', field: 'body' } as const;
  if (body.trim() === '') throw invalid([{ ...fault, code: 'missing_field' }], page);
  if (isTooLong(body)) {
    throw invalid(
      [{ resource: 'IssueComment', field: 'data', code: 'unprocessable', message: tooLongMessage }],
      page,
    );
  }
  return body;
}

function commentOf(context: Context): IssueComment {
  const { fullName } = repositoryOf(context);
  const id = idOf(context, 'comment_id');
  const found = context.inside.state.issueComments.find(
    (comment) => comment.id === id && comment.repository === fullName,
  );
  if (found === undefined) throw notFound();
  return found;
}

/** A comment that the actor may change: the own one, and for people with write access any. */
function ownComment(context: Context): IssueComment {
  const comment = commentOf(context);
  const { login } = actorOf(context);
  if (comment.author === login || mayWrite(context.inside, comment.repository, login)) return comment;
  throw new Refusal(errorReply(403, 'Must have admin rights to Repository.'));
}

function tell(context: Context, comment: IssueComment, action: string): void {
  const { repository, id, issue } = comment;
  findPull(context.inside, repository, issue).updatedAt = timestamp(context.inside);
  const { login } = actorOf(context);
  emitEvent(context.inside, {
    name: 'issue_comment',
    action,
    repository,
    sender: login,
    payload: { id, issue },
  });
}
