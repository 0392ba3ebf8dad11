import { accessOf, findRepository, userOf } from '../lookup.ts';
import { nodeId } from '../ids.ts';
import type { PullRequest, Repository } from '../state/records.ts';
import type { Context } from '../types.ts';
import { connection } from './connection.ts';
import type { PageArguments } from './connection.ts';
import { commentsOf, issueCommentNode, mayReadReview, reviewNode, threadNode } from './graph-comments.ts';

/** Plain objects with the fields of the schema; what leads on to other objects is a function, so that cycles end. */
export type GraphNode = Readonly<Record<string, unknown>> & { readonly __typename: string };

/** A login as an Actor. GraphQL names bots without the `[bot]` that REST has. */
export function actorNode({ inside }: Context, login: string): GraphNode {
  const { id, type } = userOf(inside, login);
  const name = login.replace(/\[bot\]$/, '');
  const path = type === 'Bot' ? `apps/${name}` : name;
  return {
    __typename: type,
    id: nodeId(type === 'Bot' ? 'BOT' : 'U', id),
    databaseId: id,
    login: name,
    url: `${inside.url}/${path}`,
  };
}

/** A login as a User: with the `[bot]`. */
export function userNode(context: Context, login: string): GraphNode {
  return { ...actorNode(context, login), __typename: 'User', login };
}

export function repositoryNode(context: Context, repository: Repository): GraphNode {
  const { inside, token } = context;
  const { id, name, fullName, owner } = repository;
  return {
    __typename: 'Repository',
    id: nodeId('R', id),
    databaseId: id,
    name,
    nameWithOwner: fullName,
    owner: () => actorNode(context, owner),
    isPrivate: repository.private,
    isFork: repository.forkOf !== null,
    url: `${inside.url}/${fullName}`,
    viewerPermission: () => permissionName(accessOf(repository, token?.login ?? '')),
    pullRequest: ({ number }: { number: number }) => {
      const pull = inside.state.pulls.find((one) => one.repository === fullName && one.number === number);
      return pull === undefined ? null : pullNode(context, pull);
    },
  };
}

function permissionName(access: ReturnType<typeof accessOf>): string | null {
  return access === 'none' ? null : access.toUpperCase();
}

export function pullNode(context: Context, pull: PullRequest): GraphNode {
  const { inside, token } = context;
  const { repository, number } = pull;
  const { issueComments, reviews, threads } = inside.state;
  return {
    __typename: 'PullRequest',
    id: pull.nodeId,
    databaseId: pull.id,
    fullDatabaseId: String(pull.id),
    number,
    title: pull.title,
    body: pull.body ?? '',
    url: `${inside.url}/${repository}/pull/${number}`,
    author: () => actorNode(context, pull.author),
    state: pull.merged ? 'MERGED' : pull.state.toUpperCase(),
    isDraft: pull.draft,
    merged: pull.merged,
    closed: pull.state === 'closed',
    isCrossRepository: pull.head.repository !== repository,
    baseRefName: pull.base.ref,
    baseRefOid: pull.base.sha,
    headRefName: pull.head.ref,
    headRefOid: pull.head.sha,
    createdAt: pull.createdAt,
    updatedAt: pull.updatedAt,
    viewerDidAuthor: pull.author === token?.login,
    repository: () => repositoryNode(context, findRepository(inside, repository)),
    comments: (page: PageArguments) => {
      const own = issueComments.filter((one) => one.repository === repository && one.issue === number);
      return connection(
        'comments',
        own,
        page,
        ({ id }) => id,
        (one) => issueCommentNode(context, one),
      );
    },
    reviews: (page: PageArguments & { author?: string }) => {
      const own = reviews.filter((one) => isOf(pull, one) && mayReadReview(context, one));
      const wanted = own.filter(({ author }) => author === (page.author ?? author));
      return connection(
        'reviews',
        wanted,
        page,
        ({ id }) => id,
        (one) => reviewNode(context, one),
      );
    },
    reviewThreads: (page: PageArguments) => {
      const own = threads.filter((one) => isOf(pull, one) && commentsOf(context, one).length > 0);
      return connection(
        'reviewThreads',
        own,
        page,
        ({ id }) => id,
        (one) => threadNode(context, one),
      );
    },
  };
}

const isOf = (pull: PullRequest, one: { repository: string; pull: number }): boolean =>
  one.repository === pull.repository && one.pull === pull.number;
