import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiCaller } from '../../doubles/github/call-api.ts';
import { workflowToken } from '../../doubles/github/guards/tokens.ts';
import { startGitHub } from '../../doubles/github/start-github.ts';
import { after, lines, setScene } from './github-scene.ts';
import type { Scene } from './github-scene.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await setScene();
  const all = { metadata: 'read', contents: 'read', pull_requests: 'write', issues: 'write' } as const;
  scene.github.tokens.set('workflow', workflowToken(all));
  scene.github.tokens.set('reader', workflowToken({ ...all, pull_requests: 'read' }));
  const comments = [5, 6, 7].map((line) => ({ path: 'a.ts', line, body: `on ${line}` }));
  await scene.bot('POST', '/repos/olga/proof/pulls/1/reviews', { event: 'COMMENT', body: 'all', comments });
}, 60_000);
afterAll(() => scene.github.close());

/** What `POST /graphql` answers; its status is always 200. */
interface Answer<Data> {
  readonly data: Data;
  readonly errors?: readonly { readonly type?: string; readonly message: string }[];
}

async function ask<Data = unknown>(
  query: string,
  variables: Record<string, unknown> = {},
  token = 'bot',
): Promise<Answer<Data>> {
  const answer = await apiCaller(scene.github, token)('POST', '/graphql', { query, variables });
  expect(answer.status).toBe(200);
  return answer.body as Answer<Data>;
}

const threads = /* GraphQL */ `
  query ($first: Int, $last: Int, $after: String, $before: String) {
    repository(owner: "olga", name: "proof") {
      pullRequest(number: 1) {
        reviewThreads(first: $first, last: $last, after: $after, before: $before) {
          totalCount
          pageInfo {
            hasNextPage
            hasPreviousPage
            startCursor
            endCursor
          }
          nodes {
            id
            isResolved
            isOutdated
            path
            line
            resolvedBy {
              login
            }
            comments(first: 10) {
              nodes {
                id
                body
                author {
                  __typename
                  login
                }
                isMinimized
                minimizedReason
              }
            }
          }
        }
      }
    }
  }
`;

interface Threads {
  readonly totalCount: number;
  readonly pageInfo: { readonly startCursor: string; readonly endCursor: string };
  readonly nodes: readonly {
    readonly id: string;
    readonly line: number | null;
    readonly comments: { readonly nodes: readonly { readonly id: string }[] };
  }[];
}

async function page(variables: Record<string, unknown>): Promise<Threads> {
  type Data = { readonly repository: { readonly pullRequest: { readonly reviewThreads: Threads } } };
  const { data, errors } = await ask<Data>(threads, variables);
  expect(errors).toBeUndefined();
  return data.repository.pullRequest.reviewThreads;
}

/** The first thread of the pull request. */
async function first(): Promise<Threads['nodes'][number]> {
  const [node] = (await page({ first: 1 })).nodes;
  if (node === undefined) throw new Error('no threads');
  return node;
}

describe('threads', () => {
  it('come page by page, forwards and backwards', async () => {
    const one = await page({ first: 2 });
    expect(one.nodes.map(({ line }) => line)).toEqual([5, 6]);
    expect(one.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const second = await page({ first: 2, after: one.pageInfo.endCursor });
    expect(second.nodes.map(({ line }) => line)).toEqual([7]);
    expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    const back = await page({ last: 1, before: second.pageInfo.startCursor });
    expect(back.nodes.map(({ line }) => line)).toEqual([6]);
    expect(back).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true, hasPreviousPage: true } });
  });

  it('name bots without the brackets that REST has', async () => {
    expect((await first()).comments.nodes).toMatchObject([
      { body: 'on 5', author: { __typename: 'Bot', login: 'galley' } },
    ]);
    expect((await ask('{ viewer { login } }')).data).toEqual({ viewer: { login: 'galley[bot]' } });
  });

  it('need a page size, at most 100, and a cursor that is one', async () => {
    for (const [variables, type] of [
      [{}, 'MISSING_PAGINATION_BOUNDARIES'],
      [{ first: 101 }, 'EXCESSIVE_PAGINATION'],
      [{ first: 1, after: 'x' }, 'INVALID_CURSOR_ARGUMENTS'],
    ] as const)
      expect((await ask(threads, variables)).errors).toMatchObject([{ type }]);
  });
});

const resolve =
  'mutation ($id: ID!) { resolveReviewThread(input: { threadId: $id }) { thread { isResolved } } }';
const unresolve = resolve.replace('resolveReview', 'unresolveReview');

describe('resolving', () => {
  it('needs to write contents, although nothing of them changes', async () => {
    const { id } = await first();
    const refused = await ask(resolve, { id }, 'workflow');
    expect(refused.errors).toMatchObject([
      { type: 'FORBIDDEN', message: 'Resource not accessible by integration', path: ['resolveReviewThread'] },
    ]);
    expect(refused.data).toEqual({ resolveReviewThread: null });
    expect(await first()).toMatchObject({ isResolved: false });
    expect((await ask(resolve, { id })).data).toEqual({
      resolveReviewThread: { thread: { isResolved: true } },
    });
    expect(await first()).toMatchObject({
      isResolved: true,
      resolvedBy: { login: 'galley[bot]' },
    });
    expect((await ask(unresolve, { id }, 'alice')).data).toEqual({
      unresolveReviewThread: { thread: { isResolved: false } },
    });
  });

  it('says what it does not find', async () => {
    expect((await ask(resolve, { id: 'PRRT_x' })).errors).toMatchObject([{ type: 'NOT_FOUND' }]);
    const { errors } = await ask('{ repository(owner: "olga", name: "gone") { id } }');
    expect(errors).toMatchObject([
      { message: "Could not resolve to a Repository with the name 'olga/gone'." },
    ]);
    expect((await ask('{ nothing }')).errors).toMatchObject([
      { message: expect.stringContaining('nothing') as string },
    ]);
  });
});

const minimize = `mutation ($id: ID!) { minimizeComment(input: { subjectId: $id, classifier: OUTDATED, clientMutationId: "m" }) {
  clientMutationId minimizedComment { isMinimized minimizedReason } } }`;
const unminimize =
  'mutation ($id: ID!) { unminimizeComment(input: { subjectId: $id }) { unminimizedComment { isMinimized } } }';

it('hides comments of every kind, and shows them again', async () => {
  const { bot } = scene;
  const said = await bot('POST', '/repos/olga/proof/issues/1/comments', { body: 'summary' });
  const [comment] = (await first()).comments.nodes;
  const review = scene.github.state.reviews[0]?.nodeId;
  for (const id of [(said.body as { node_id: string }).node_id, comment?.id, review]) {
    expect((await ask(minimize, { id }, 'reader')).errors).toMatchObject([{ type: 'FORBIDDEN' }]);
    const minimizedComment = { isMinimized: true, minimizedReason: 'outdated' };
    expect((await ask(minimize, { id }, 'workflow')).data).toEqual({
      minimizeComment: { clientMutationId: 'm', minimizedComment },
    });
    const node = await ask('query ($id: ID!) { node(id: $id) { ... on Minimizable { isMinimized } } }', {
      id,
    });
    expect(node.data).toEqual({ node: { isMinimized: true } });
    expect((await ask(unminimize, { id })).data).toEqual({
      unminimizeComment: { unminimizedComment: { isMinimized: false } },
    });
  }
});

const add = `mutation ($input: AddPullRequestReviewThreadInput!) {
  addPullRequestReviewThread(input: $input) { thread { id line isOutdated } } }`;

it('a thread on a line that the diff does not show is accepted, and never shown', async () => {
  const { github, pull, bot } = scene;
  const input = { pullRequestId: pull.nodeId, path: 'a.ts', body: 'look' };
  const good = await ask(add, { input: { ...input, line: 5 } });
  expect(good.data).toMatchObject({ addPullRequestReviewThread: { thread: { line: 5, isOutdated: false } } });
  const lost = await ask(add, { input: { ...input, line: 18, body: 'lost' } });
  expect(lost.errors).toBeUndefined();
  expect(lost.data).toMatchObject({ addPullRequestReviewThread: { thread: { line: null } } });
  const pending = github.state.reviews.find(({ state }) => state === 'PENDING');
  expect(
    (await bot('POST', `/repos/olga/proof/pulls/1/reviews/${pending?.id}/events`, { event: 'COMMENT' }))
      .status,
  ).toBe(200);
  const html = (await apiCaller(github)('GET', '/olga/proof/pull/1')).body as string;
  expect(html).toContain('<p>look</p>');
  expect(html).not.toContain('<p>lost</p>');
});

it('a thread is outdated when a push takes its line away', async () => {
  await scene.push([{ path: 'a.ts', content: after.replace('five\n', lines(2)) }]);
  expect(await first()).toMatchObject({ isOutdated: true, line: null });
});

it('calls are counted apart from those of REST', async () => {
  const github = await startGitHub({ tokens: { bot: workflowToken({}) } });
  const call = apiCaller(github, 'bot');
  const { headers } = await call('POST', '/graphql', { query: '{ viewer { login } }' });
  expect([headers.get('x-ratelimit-resource'), headers.get('x-ratelimit-used')]).toEqual(['graphql', '1']);
  const left = await call('POST', '/graphql', { query: '{ rateLimit { limit remaining cost } }' });
  expect(left.body).toEqual({ data: { rateLimit: { limit: 5000, remaining: 4998, cost: 1 } } });
  expect((await call('GET', '/rate_limit')).body).toMatchObject({
    resources: { core: { used: 0 }, graphql: { used: 2 } },
  });
  await github.close();
});
