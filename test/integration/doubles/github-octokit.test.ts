import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { Octokit } from '@octokit/rest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { setScene } from './github-scene.ts';
import type { Scene } from './github-scene.ts';

const Client = Octokit.plugin(retry, throttling);
const here = { owner: 'olga', repo: 'proof' };
const pull = { ...here, pull_number: 1 };
const reviews = '/repos/{owner}/{repo}/pulls/{pull_number}/reviews';

let scene: Scene;
beforeAll(async () => {
  scene = await setScene();
}, 60_000);
afterAll(() => scene.github.close());

/** Seconds that the client was told to wait; it waits as many milliseconds. */
const told: [kind: 'primary' | 'secondary', seconds: number][] = [];
beforeEach(() => {
  told.length = 0;
  scene.github.faults.plan([]);
});

/** Notes the wait; a request is sent again once. */
const heard =
  (kind: 'primary' | 'secondary') =>
  (seconds: number, _request: unknown, _octokit: unknown, count: number): boolean =>
    told.push([kind, seconds]) > 0 && count < 1;

let clients = 0;

/** The client that everybody uses, with a queue of its own. */
function client(options: { baseUrl?: string; doNotRetry?: number[] } = {}): InstanceType<typeof Client> {
  const { baseUrl = scene.github.url, doNotRetry } = options;
  clients += 1;
  return new Client({
    auth: 'bot',
    baseUrl,
    log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
    retry: { retryAfterBaseValue: 1, ...(doNotRetry && { doNotRetry }) },
    throttle: {
      id: `client-${clients}`,
      retryAfterBaseValue: 1,
      onRateLimit: heard('primary'),
      onSecondaryRateLimit: heard('secondary'),
    },
  });
}

/** How often the route was asked for since. */
async function countOf(method: string, path: RegExp, act: () => Promise<unknown>): Promise<number> {
  const { requests } = scene.github;
  const before = requests.length;
  await act();
  return requests.slice(before).filter((one) => one.method === method && path.test(one.path)).length;
}

describe('a real client', () => {
  it('reads a pull request, its diff, its files and a comparison', async () => {
    const { rest } = client();
    const { data } = await rest.pulls.get(pull);
    expect(data).toMatchObject({ number: 1, state: 'open', head: { ref: 'topic' }, changed_files: 1 });
    const diff = await rest.pulls.get({ ...pull, mediaType: { format: 'diff' } });
    expect(diff.data as unknown as string).toMatch(/^diff --git a\/a\.ts b\/a\.ts\n/);
    const files = await rest.pulls.listFiles(pull);
    expect(files.data.map(({ filename, patch }) => [filename, patch?.startsWith('@@ ')])).toEqual([
      ['a.ts', true],
    ]);
    const basehead = `${data.base.sha}...${data.head.sha}`;
    const compared = await rest.repos.compareCommitsWithBasehead({ ...here, basehead });
    expect(compared.data.merge_base_commit.sha).toBe(data.base.sha);
  });

  it('walks through pages', async () => {
    for (let n = 0; n < 45; n += 1)
      await scene.alice('POST', '/repos/olga/proof/issues/1/comments', { body: `comment ${n}` });
    const octokit = client();
    const list = () =>
      octokit.paginate(octokit.rest.issues.listComments, { ...here, issue_number: 1, per_page: 20 });
    let bodies: (string | undefined)[] = [];
    const asked = await countOf('GET', /comments/, async () => {
      bodies = (await list()).map(({ body }) => body);
    });
    expect(asked).toBe(3);
    expect(bodies).toEqual(Array.from({ length: 45 }, (_, n) => `comment ${n}`));
  });

  it('finds an Enterprise server below its prefix, GraphQL too', async () => {
    const octokit = client({ baseUrl: `${scene.github.url}/api/v3` });
    const { data } = await octokit.rest.pulls.get(pull);
    expect(data.url).toBe(`${scene.github.url}/api/v3/repos/olga/proof/pulls/1`);
    expect(await octokit.graphql('{ viewer { login } }')).toEqual({ viewer: { login: 'galley[bot]' } });
  });

  it('makes and updates a check run', async () => {
    const { rest } = client();
    const made = await rest.checks.create({
      ...here,
      name: 'galley',
      head_sha: scene.pull.head.sha,
      status: 'in_progress',
    });
    const actions = [{ label: 'Again', description: 'Reviews anew', identifier: 'again' }];
    const output = { title: 'clean', summary: 'nothing found' };
    const ended = { ...here, check_run_id: made.data.id, conclusion: 'success' as const, output, actions };
    expect((await rest.checks.update(ended)).data).toMatchObject({
      status: 'completed',
      output: { title: 'clean' },
    });
  });

  it('throws the errors of GraphQL, with their types', async () => {
    const asked = client().graphql(
      'mutation { resolveReviewThread(input: { threadId: "x" }) { thread { id } } }',
    );
    await expect(asked).rejects.toMatchObject({
      name: 'GraphqlResponseError',
      errors: [{ type: 'NOT_FOUND' }],
    });
  });
});

describe('its plug-ins', () => {
  const fault = (kind: 'secondary-limit' | 'primary-limit') =>
    kind === 'secondary-limit' ? { kind, retryAfter: 7 } : { kind, resetIn: 9 };

  it.each([
    ['secondary-limit', 'secondary', 7],
    ['primary-limit', 'primary', 10],
  ] as const)('see a %s for what it is, wait, and ask again', async (kind, which, seconds) => {
    const { github } = scene;
    github.faults.plan([{ method: 'GET', on: reviews, fault: fault(kind) }]);
    expect((await client().rest.pulls.listReviews(pull)).status).toBe(200);
    expect(told).toEqual([[which, expect.any(Number)]]);
    expect(Math.abs((told[0]?.[1] ?? 0) - seconds)).toBeLessThanOrEqual(1);
    github.faults.assertAllFired();
  });

  it('after 429 wait a minute where it does not say how long, but only when the other one keeps out', async () => {
    const { github } = scene;
    const limit = { on: reviews, fault: { kind: 'secondary-limit', status: 429 } } as const;
    github.faults.plan([limit]);
    await client().rest.pulls.listReviews(pull);
    expect(told).toEqual([]);
    expect(github.impatient.length).toBeGreaterThan(0);
    github.faults.plan([limit]);
    await client({ doNotRetry: [401, 403, 404, 422, 429] }).rest.pulls.listReviews(pull);
    expect(told).toEqual([['secondary', 60]]);
  });

  it('try a read again after 502, and nothing after 401, 404 and 422', async () => {
    const { github } = scene;
    const { rest } = client();
    github.faults.plan([{ method: 'GET', on: reviews, times: 2, fault: { kind: 'status', status: 502 } }]);
    expect(await countOf('GET', /reviews$/, () => rest.pulls.listReviews(pull))).toBe(3);
    for (const status of [401, 404, 422]) {
      github.faults.plan([{ method: 'GET', on: reviews, fault: { kind: 'status', status } }]);
      const refused = () => expect(rest.pulls.listReviews(pull)).rejects.toMatchObject({ status });
      expect(await countOf('GET', /reviews$/, refused)).toBe(1);
    }
  });

  it('double a review whose answer was lost, unless they are told not to retry', async () => {
    const { github } = scene;
    const lost = { method: 'POST', on: reviews, fault: { kind: 'store-then-status' } } as const;
    const stored = (body: string): number => github.state.reviews.filter((one) => one.body === body).length;
    github.faults.plan([lost]);
    await client().rest.pulls.createReview({ ...pull, event: 'COMMENT', body: 'blindly' });
    expect(stored('blindly')).toBe(2);
    github.faults.plan([lost]);
    const once = client().rest.pulls.createReview({
      ...pull,
      event: 'COMMENT',
      body: 'once',
      request: { retries: 0 },
    });
    await expect(once).rejects.toMatchObject({ status: 502 });
    expect(stored('once')).toBe(1);
  });
});
