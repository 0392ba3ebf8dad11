import { removeFrom } from '../acts/remove-from.ts';
import { nodeId } from '../ids.ts';
import { actorOf, idOf, pullOf, repositoryOf, timestamp } from '../lookup.ts';
import { paged } from '../paginate.ts';
import { readFields } from '../read-fields.ts';
import { Refusal, created, errorReply, invalid, noContent, notFound, ok } from '../reply.ts';
import { renderReaction } from '../render/render-comment.ts';
import { reactionContents } from '../state/comments.ts';
import type { Reaction } from '../state/comments.ts';
import type { Access, Context, Needs, Reply, Route } from '../types.ts';

type On = Reaction['on'];

/** What can be reacted to: its path, and the permissions that reach it. */
const subjects: readonly { on: On; path: string; needs: (access: Access) => Needs | readonly Needs[] }[] = [
  {
    on: 'review-comment',
    path: '/repos/{owner}/{repo}/pulls/comments/{comment_id}/reactions',
    needs: (access) => ({ pull_requests: access }),
  },
  {
    on: 'issue-comment',
    path: '/repos/{owner}/{repo}/issues/comments/{comment_id}/reactions',
    needs: (access) => [{ issues: access }, { pull_requests: access }],
  },
  {
    on: 'issue',
    path: '/repos/{owner}/{repo}/issues/{issue_number}/reactions',
    needs: (access) => [{ issues: access }, { pull_requests: access }],
  },
];

export const reactionRoutes: readonly Route[] = subjects.flatMap(({ on, path, needs }): Route[] => [
  { method: 'GET', path, needs: needs('read'), handle: (context) => list(context, on) },
  { method: 'POST', path, needs: needs('write'), handle: (context) => react(context, on) },
  {
    method: 'DELETE',
    path: `${path}/{reaction_id}`,
    needs: needs('write'),
    handle: (context) => takeBack(context, on),
  },
]);

function list(context: Context, on: On): Promise<Reply> {
  const content = context.call.query.get('content');
  const reactions = reactionsOf(context, on).filter((each) => content === null || each.content === content);
  return paged(context, reactions, (reaction) => renderReaction(context.inside, reaction));
}

/** A second reaction of the same kind by the same user is the first one: 200 instead of 201. */
function react(context: Context, on: On): Reply {
  const { inside, call } = context;
  const { login } = actorOf(context);
  const before = reactionsOf(context, on);
  const wanted = readFields(call.body, 'reactions/reactions').text('content');
  const content = reactionContents.find((each) => each === wanted);
  if (content === undefined) throw invalid([{ resource: 'Reaction', field: 'content', code: 'invalid' }]);
  const same = before.find((reaction) => reaction.author === login && reaction.content === content);
  if (same !== undefined) return ok(renderReaction(inside, same));
  const id = inside.nextId();
  const reaction: Reaction = {
    id,
    nodeId: nodeId('REA', id),
    on,
    subject: subjectOf(context, on),
    repository: repositoryOf(context).fullName,
    author: login,
    content,
    createdAt: timestamp(inside),
  };
  inside.state.reactions.push(reaction);
  return created(renderReaction(inside, reaction));
}

function takeBack(context: Context, on: On): Reply {
  const id = idOf(context, 'reaction_id');
  const reaction = reactionsOf(context, on).find((each) => each.id === id);
  if (reaction === undefined) throw notFound();
  if (reaction.author !== actorOf(context).login) {
    throw new Refusal(errorReply(403, 'Must be the author of the reaction to delete it.'));
  }
  removeFrom(context.inside.state.reactions, (each) => each.id === id);
  return noContent();
}

function reactionsOf(context: Context, on: On): Reaction[] {
  const { fullName } = repositoryOf(context);
  const subject = subjectOf(context, on);
  return context.inside.state.reactions.filter(
    (reaction) => reaction.on === on && reaction.subject === subject && reaction.repository === fullName,
  );
}

/** The id that the path names, of something that exists. */
function subjectOf(context: Context, on: On): number {
  if (on === 'issue') return pullOf(context).number;
  const id = idOf(context, 'comment_id');
  const { fullName } = repositoryOf(context);
  const { reviewComments, issueComments } = context.inside.state;
  const comments = on === 'review-comment' ? reviewComments : issueComments;
  if (!comments.some((comment) => comment.id === id && comment.repository === fullName)) throw notFound();
  return id;
}
