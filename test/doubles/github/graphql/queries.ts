import { repositoryNamed, isVisible } from '../guards/permit.ts';
import type { Context } from '../types.ts';
import { findNode, nodeOf, repositoryOfFound } from './find-node.ts';
import { graphError } from './graph-error.ts';
import { repositoryNode, userNode } from './graph-nodes.ts';
import type { GraphNode } from './graph-nodes.ts';
import { demandRead } from './graph-rights.ts';

/** What a query may begin with. */
export function queries(context: Context) {
  const { inside, token } = context;
  const node = ({ id }: { id: string }): GraphNode => {
    const found = findNode(context, id);
    demandRead(context, repositoryOfFound(context, found));
    return nodeOf(context, found);
  };
  return {
    viewer: () => userNode(context, token?.login ?? ''),
    rateLimit: () => {
      const { limit, used, resetAt } = inside.quota(context, 'graphql');
      const at = new Date(Math.ceil(resetAt / 1000) * 1000).toISOString().replace('.000Z', 'Z');
      return { limit, used, cost: 1, remaining: Math.max(0, limit - used), resetAt: at, nodeCount: 0 };
    },
    repository: ({ owner, name }: { owner: string; name: string }) => {
      const repository = repositoryNamed(inside.state.repositories, `${owner}/${name}`);
      if (repository === undefined || !isVisible(repository, token))
        throw graphError('NOT_FOUND', `Could not resolve to a Repository with the name '${owner}/${name}'.`);
      const found = repositoryNode(context, repository);
      return {
        ...found,
        pullRequest: ({ number }: { number: number }) => {
          demandRead(context, repository);
          const pull = (found['pullRequest'] as (args: { number: number }) => GraphNode | null)({ number });
          if (pull !== null) return pull;
          throw graphError('NOT_FOUND', `Could not resolve to a PullRequest with the number of ${number}.`);
        },
      };
    },
    node,
    nodes: ({ ids }: { ids: readonly string[] }) =>
      ids.map((id) => {
        try {
          return node({ id });
        } catch (error) {
          return error as Error;
        }
      }),
  };
}
