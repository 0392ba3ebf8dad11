import { ok } from '../reply.ts';
import type { Context, Route } from '../types.ts';

/** What is left of this hour; asking costs nothing. */
export const rateLimitRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/rate_limit',
    handle(context) {
      const core = quotaOf(context, 'core');
      const graphql = quotaOf(context, 'graphql');
      return ok({
        resources: { core, graphql, search: { ...core, limit: 30, remaining: 30, used: 0 } },
        rate: core,
      });
    },
  },
];

function quotaOf(context: Context, resource: 'core' | 'graphql'): Record<string, unknown> {
  const { limit, used, resetAt } = context.inside.quota(context, resource);
  return { limit, used, remaining: Math.max(0, limit - used), reset: Math.ceil(resetAt / 1000) };
}
