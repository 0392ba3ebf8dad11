import { renderCommentMarker } from '../../../src/github/comment-format/render-comment-marker.ts';
import { createReading } from '../../../src/github/create-reading.ts';
import { silentLog } from '../../../src/log.ts';
import type { CommentStatus, PullRequest } from '../../../src/review/forge-ports.ts';
import { address, json, scriptedClient, type Sent } from './scripted-fetch.ts';

export const sha = 'a'.repeat(40);
/** Fingerprint number `n`. */
export const print = (n: number) => n.toString(16).padStart(16, '0');

/** What stands on the forge. */
export interface Talk {
  readonly remarks?: readonly object[];
  readonly inline?: readonly object[];
  /** Whose token it is; undefined: nobody's, as in a job. */
  /** Whom GraphQL takes the token for; undefined: it does not say. */
  readonly viewer?: string;
  readonly account?: string;
  /** Threads that are resolved: id of the first comment, who. Undefined: GraphQL is refused. */
  readonly resolved?: readonly (readonly [comment: number, by: string])[];
  /** Who showed a thumb down, by comment. */
  readonly thumbs?: Readonly<Record<number, readonly object[]>>;
  /** Those who may write; all others may read. */
  readonly writers?: readonly string[];
  readonly forbidsPermissions?: boolean;
}

const person = (login: string) => ({ login, type: 'User' });
const own = { login: 'github-actions[bot]', type: 'Bot' };

/** A comment of ours on a line. */
export function finding(id: number, more: { status?: CommentStatus; user?: object; thumbs?: number } = {}) {
  const marker = renderCommentMarker({
    ...{ fingerprint: print(id), head: sha, prompt: 'p', quoteHash: 'ab12', quoteLines: 2 },
    status: more.status ?? 'open',
  });
  return {
    ...{ id, html_url: `https://github.test/c${id}`, path: 'src/a.ts', user: more.user ?? own },
    body: `${marker}\n**Title** /galley dismiss never mine\n\n<sub>correctness · \`galley/some-rule\` · \`${print(id)}\`</sub>`,
    reactions: { '-1': more.thumbs ?? 0, '+1': 3 },
  };
}

export function reply(id: number, to: number, login: string, body: string, type = 'User') {
  return { id, html_url: 'x', path: 'src/a.ts', in_reply_to_id: to, user: { login, type }, body };
}

export function remark(id: number, user: string | object | null, body: string | null) {
  return {
    id,
    html_url: `https://github.test/i${id}`,
    user: typeof user === 'string' ? person(user) : user,
    body,
  };
}

export { own, person };

/** Reads a Talk, and what it cost. `login`: as the operator would give it. */
export async function readTalk(talk: Talk, login?: string) {
  const scripted = scriptedClient((sent) => answer(talk, sent));
  const { signal } = new AbortController();
  const { reading, own: posts } = createReading({
    ...{ client: scripted.client, address, login, configuration: '', log: silentLog },
  });
  const pull = { author: 'alice' } as PullRequest;
  return { ...scripted, posts, signal, conversation: await reading.readConversation(pull, signal) };
}

function answer(talk: Talk, sent: Sent): Response | undefined {
  const { path } = sent;
  if (path.endsWith('/issues/7/comments')) return paged(talk.remarks ?? [], sent);
  if (path.endsWith('/pulls/7/comments')) return paged(talk.inline ?? [], sent);
  if (path === '/user')
    return talk.account === undefined
      ? json({ message: 'Resource not accessible by integration' }, 403)
      : json({ login: talk.account });
  const [, login] = /\/collaborators\/([^/]+)\/permission$/.exec(path) ?? [];
  if (login !== undefined)
    return talk.forbidsPermissions
      ? json({ message: 'Must have push access' }, 403)
      : json({ permission: talk.writers?.includes(decodeURIComponent(login)) ? 'write' : 'read' });
  const [, comment] = /\/pulls\/comments\/(\d+)\/reactions$/.exec(path) ?? [];
  if (comment !== undefined) return json(talk.thumbs?.[Number(comment)] ?? []);
  if (path === '/graphql') return graph(talk, sent);
  return undefined;
}

function paged(list: readonly object[], { path, query }: Sent): Response {
  const page = Number(query.get('page') ?? '1');
  const newestFirst = query.get('direction') === 'desc' ? list.toReversed() : list;
  const link = `<https://api.github.test${path}?page=${page + 1}>; rel="next"`;
  return json(newestFirst.slice((page - 1) * 100, page * 100), 200, page * 100 < list.length ? { link } : {});
}

/** One thread a page, and who asks. */
function graph(talk: Talk, { body }: Sent): Response {
  if (talk.resolved === undefined && talk.viewer === undefined)
    return json({ errors: [{ type: 'FORBIDDEN', message: 'no' }], data: null });
  const viewer = talk.viewer === undefined ? null : { login: talk.viewer };
  if (talk.resolved === undefined) return json({ data: { viewer, repository: null } });
  const at = Number((body as { variables: { after: string | null } }).variables.after ?? '0');
  const [comment, by] = talk.resolved[at] ?? [];
  const node = {
    isResolved: true,
    resolvedBy: { login: by },
    comments: { nodes: [{ databaseId: comment }] },
  };
  const open = { isResolved: false, resolvedBy: null, comments: { nodes: [] } };
  const pageInfo = { hasNextPage: at + 1 < talk.resolved.length, endCursor: String(at + 1) };
  const nodes = comment === undefined ? [open, null] : [open, node];
  return json({ data: { viewer, repository: { pullRequest: { reviewThreads: { pageInfo, nodes } } } } });
}
