import { ok } from './reply.ts';
import type { Context, Reply } from './types.ts';

const defaultSize = 30;
const largest = 100;

/** One page of a list: `per_page` (30, at most 100) and `page` (from 1). */
export function page<T>(
  context: Context,
  items: readonly T[],
): { items: readonly T[]; link: string | undefined } {
  const size = Math.min(positive(context, 'per_page') ?? defaultSize, largest);
  const number = positive(context, 'page') ?? 1;
  const last = Math.max(1, Math.ceil(items.length / size));
  const links: string[] = [];
  const add = (rel: string, to: number): void => {
    links.push(`<${pageUrl(context, to)}>; rel="${rel}"`);
  };
  if (number > 1) add('prev', Math.min(number - 1, last));
  if (number < last) add('next', number + 1);
  if (number < last) add('last', last);
  if (number > 1) add('first', 1);
  return {
    items: items.slice((number - 1) * size, number * size),
    link: links.length === 0 ? undefined : links.join(', '),
  };
}

/** A page of a list as a reply with its `Link` header. `wrap` makes the body of the rendered items. */
export async function paged<T>(
  context: Context,
  all: readonly T[],
  render: (item: T) => unknown,
  wrap: (items: readonly unknown[]) => unknown = (items) => items,
): Promise<Reply> {
  const { items, link } = page(context, all);
  const body = wrap(await Promise.all(items.map(render)));
  return ok(body, link === undefined ? {} : { link });
}

function pageUrl({ call, inside }: Context, to: number): string {
  const query = new URLSearchParams(call.query);
  query.set('page', String(to));
  return `${inside.apiUrl}${call.path}?${query.toString()}`;
}

function positive({ call }: Context, name: string): number | undefined {
  const value = Number(call.query.get(name) ?? '');
  return Number.isInteger(value) && value > 0 ? value : undefined;
}
