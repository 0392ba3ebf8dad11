import * as z from 'zod';
import { checkAnswer } from './check-answer.ts';
import type { GitHubClient } from './github-client.ts';

export interface PageOptions<T> {
  readonly client: GitHubClient;
  /** `GET /repos/{owner}/{repo}/…` */
  readonly route: string;
  /** What the route and its query want, without `per_page` and `page`. */
  readonly parameters: Readonly<Record<string, string | number>>;
  readonly item: z.ZodType<T>;
  /** For messages: `comments`. */
  readonly what: string;
  /** Pages of 100 items. */
  readonly maxPages: number;
  /** Whether nothing behind the last item of a page is wanted. */
  readonly isEnough?: (last: T) => boolean;
  readonly signal: AbortSignal;
}

export interface Pages<T> {
  readonly items: readonly T[];
  /** False: there is more behind `maxPages`. */
  readonly isWhole: boolean;
}

/**
 * A list, page by page as long as its `Link` header names a next one. Only the page's number or cursor is taken from
 * there: the address stays our own.
 */
export async function readPages<T>(options: PageOptions<T>): Promise<Pages<T>> {
  const { client, route, parameters, item, what, maxPages, signal } = options;
  const list = z.array(item).max(100);
  const items: T[] = [];
  let next: Record<string, string> | undefined = {};
  for (let page = 0; page < maxPages && next !== undefined; page += 1) {
    const answer = await client.request(route, {
      ...parameters,
      per_page: 100,
      ...next,
      request: { signal },
    });
    const found: T[] = checkAnswer(list, answer.data, what);
    items.push(...found);
    const last = found.at(-1);
    if (last !== undefined && options.isEnough?.(last) === true) break;
    next = nextPage(answer.headers.link);
  }
  return { items, isWhole: next === undefined };
}

/** `<https://…?per_page=100&page=2>; rel="next", <…>; rel="last"` */
function nextPage(link: string | undefined): Record<string, string> | undefined {
  const target = /<([^<>]{1,4000})>;\s*rel="next"/.exec(link ?? '')?.[1];
  if (target === undefined || !URL.canParse(target)) return undefined;
  const query = new URL(target).searchParams;
  const place = ['page', 'after', 'cursor'].flatMap((name) => {
    const value = query.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  return place.length === 0 ? undefined : Object.fromEntries(place);
}
