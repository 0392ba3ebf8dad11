import type { Context } from '../types.ts';

/** Comments as `sort`, `direction` and `since` of the query ask for them; by default the oldest first. */
export function sortedComments<T extends { createdAt: string; updatedAt: string; id: number }>(
  { call }: Context,
  comments: readonly T[],
): T[] {
  const since = Date.parse(call.query.get('since') ?? '');
  const sort = call.query.get('sort');
  const kept = comments.filter((comment) => Number.isNaN(since) || Date.parse(comment.updatedAt) >= since);
  const key = (comment: T): string => (sort === 'updated' ? comment.updatedAt : comment.createdAt);
  const sorted = kept.sort((a, b) => key(a).localeCompare(key(b)) || a.id - b.id);
  return sort !== null && call.query.get('direction') === 'desc' ? sorted.reverse() : sorted;
}
