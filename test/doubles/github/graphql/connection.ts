import { graphError } from './graph-error.ts';

/** The arguments of every connection. */
export interface PageArguments {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
}

export interface Connection<Node> {
  readonly nodes: readonly Node[];
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly totalCount: number;
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** The most that one page holds. */
const most = 100;

/**
 * A page of a list as Relay's connections have it: forwards with `first` and `after`, backwards with `last` and
 * `before`. One of `first` and `last` must be there. A cursor names the item, so that later items move no page.
 *
 * @param name of the field, for messages
 */
export function connection<Item, Node>(
  name: string,
  all: readonly Item[],
  page: PageArguments,
  key: (item: Item) => number | string,
  node: (item: Item) => Node,
): Connection<Node> {
  const first = page.first ?? undefined;
  const last = page.last ?? undefined;
  const after = page.after ?? undefined;
  const before = page.before ?? undefined;
  checkPage(name, first, last);
  const at = (cursor: string): number => indexOf(cursor, all, key);
  const start = after === undefined ? 0 : at(after) + 1;
  const end = before === undefined ? all.length : at(before);
  const between = all.slice(start, end);
  const shown =
    first === undefined ? between.slice(Math.max(0, between.length - (last ?? 0))) : between.slice(0, first);
  const offset = first === undefined ? start + between.length - shown.length : start;
  const edges = shown.map((item) => ({ cursor: cursorOf(key(item)), node: node(item) }));
  return {
    nodes: edges.map((edge) => edge.node),
    edges,
    totalCount: all.length,
    pageInfo: {
      hasNextPage: offset + shown.length < all.length,
      hasPreviousPage: offset > 0,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function checkPage(name: string, first: number | undefined, last: number | undefined): void {
  const count = first ?? last;
  if (count === undefined)
    throw graphError(
      'MISSING_PAGINATION_BOUNDARIES',
      `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`,
    );
  const limit = first === undefined ? 'last' : 'first';
  if (count > most)
    throw graphError(
      'EXCESSIVE_PAGINATION',
      `Requesting ${count} records on the \`${name}\` connection exceeds the \`${limit}\` limit of ${most} records.`,
    );
}

function cursorOf(key: number | string): string {
  return Buffer.from(`cursor:v2:${key}`).toString('base64');
}

function indexOf<Item>(cursor: string, all: readonly Item[], key: (item: Item) => number | string): number {
  const index = all.findIndex((item) => cursorOf(key(item)) === cursor);
  if (index < 0)
    throw graphError('INVALID_CURSOR_ARGUMENTS', `\`${cursor}\` does not appear to be a valid cursor.`);
  return index;
}
