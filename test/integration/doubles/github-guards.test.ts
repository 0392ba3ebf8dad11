import { describe, expect, it } from 'vitest';
import { apiCaller } from '../../doubles/github/call-api.ts';
import { forkToken, workflowToken } from '../../doubles/github/guards/tokens.ts';
import { startGitHub } from '../../doubles/github/start-github.ts';
import type { GitHubDouble } from '../../doubles/github/start-github.ts';
import type { GitHubOptions, TokenOptions } from '../../doubles/github/types.ts';

const pull = '/repos/olga/proof/pulls/1';
const issue = '/repos/olga/proof/issues/1/comments';
const writer = workflowToken({ metadata: 'read', contents: 'read', pull_requests: 'write' });

/** A clock that stands still until it is told to go on. */
function clock() {
  let now = Date.parse('2026-01-02T03:04:05Z');
  return { now: () => now, wait: (seconds: number) => (now += seconds * 1000) };
}

/** A caller of the API by the two methods that are used here. */
function caller(github: GitHubDouble, token?: string) {
  const call = apiCaller(github, token);
  return {
    get: (path: string, headers?: Record<string, string>) => call('GET', path, undefined, headers),
    post: (path: string, body: unknown) => call('POST', path, body),
  };
}

async function scene(
  isPrivate: boolean,
  tokens: Record<string, TokenOptions>,
  options: GitHubOptions = {},
): Promise<GitHubDouble> {
  const github = await startGitHub({ tokens, ...options });
  const files = [{ path: 'a.ts', content: 'one\n' }];
  await github.createRepository({ owner: 'olga', name: 'proof', private: isPrivate, files });
  await github.inside.git.run('olga/proof', ['update-ref', 'refs/heads/topic', 'refs/heads/main']);
  await github.commit('olga', 'proof', { branch: 'topic', files: [{ path: 'a.ts', content: 'two\n' }] });
  await github.createPullRequest({ owner: 'olga', repo: 'proof', head: 'topic' });
  return github;
}

describe('who may ask', () => {
  it('an unknown token is refused for everything, no token for all but reading what is public', async () => {
    const github = await scene(false, { writer });
    const stranger = caller(github, 'guess');
    const nobody = caller(github);
    expect((await stranger.get(pull)).body).toMatchObject({ message: 'Bad credentials', status: '401' });
    expect((await nobody.get(pull)).status).toBe(200);
    expect((await nobody.post(issue, { body: 'hello' })).body).toMatchObject({
      message: 'Requires authentication',
    });
    expect((await nobody.get('/user')).status).toBe(401);
    expect((await nobody.post('/graphql', { query: '{ viewer { login } }' })).status).toBe(401);
    expect((await nobody.get('/rate_limit')).status).toBe(200);
    await github.close();
  });

  it('a private repository is not there for those who may not see it', async () => {
    const elsewhere = workflowToken({ contents: 'read', pull_requests: 'read' }, ['olga/other']);
    const contents = workflowToken({ contents: 'read' }, ['Olga/Proof']);
    const github = await scene(true, { writer, elsewhere, contents });
    expect((await caller(github).get(pull)).status).toBe(404);
    expect((await caller(github, 'elsewhere').get(pull)).status).toBe(404);
    expect((await caller(github, 'contents').get(pull)).status).toBe(403);
    expect((await caller(github, 'writer').get(pull)).status).toBe(200);
    await github.close();
  });

  it('what was not granted is refused, and the answer names the permission', async () => {
    const reader = { ...forkToken(), login: 'dana', type: 'User' } as const;
    const github = await scene(false, { fork: forkToken(), reader, writer });
    const fork = caller(github, 'fork');
    expect((await fork.get(pull)).status).toBe(200);
    const refused = await fork.post(`${pull}/reviews`, { event: 'COMMENT', body: 'hello' });
    expect(refused.status).toBe(403);
    expect(refused.body).toMatchObject({ message: 'Resource not accessible by integration', status: '403' });
    expect(refused.headers.get('x-accepted-github-permissions')).toBe('pull_requests=write');
    const either = await fork.post(issue, { body: 'hello' });
    expect(either.headers.get('x-accepted-github-permissions')).toMatch(/^(issues|pull_requests)=write; /);
    const person = await caller(github, 'reader').post(issue, { body: 'hello' });
    expect(person.body).toMatchObject({ message: 'Resource not accessible by personal access token' });
    expect((await caller(github, 'writer').post(issue, { body: 'hello' })).status).toBe(201);
    expect(github.state.issueComments).toHaveLength(1);
    await github.close();
  });

  it('a token expires at its time, or in the middle of a run', async () => {
    const { now, wait } = clock();
    const tokens = {
      hour: { ...writer, expiresAt: now() + 3_600_000 },
      three: { ...writer, expiresAfter: 3 },
    };
    const github = await scene(false, tokens, { now });
    const statuses = [];
    for (let n = 0; n < 4; n += 1) statuses.push((await caller(github, 'three').get(pull)).status);
    expect(statuses).toEqual([200, 200, 200, 401]);
    expect((await caller(github, 'hour').get(pull)).status).toBe(200);
    wait(3600);
    expect((await caller(github, 'hour').get(pull)).status).toBe(401);
    await github.close();
  });
});

describe('how often', () => {
  it('an hourly limit counts down, says when it ends, and ends', async () => {
    const { now, wait } = clock();
    const github = await scene(false, { writer }, { now, limits: { perHour: 2, status: 429 } });
    const { get } = caller(github, 'writer');
    const first = await get(pull);
    const left = ['limit', 'remaining', 'used', 'resource'].map((name) =>
      first.headers.get(`x-ratelimit-${name}`),
    );
    expect(left).toEqual(['2', '1', '1', 'core']);
    await get(pull);
    const refused = await get(pull);
    expect(refused.status).toBe(429);
    expect(refused.body).toMatchObject({
      message: expect.stringMatching(/^API rate limit exceeded/) as string,
    });
    expect(refused.headers.get('x-ratelimit-remaining')).toBe('0');
    expect(refused.headers.get('retry-after')).toBeNull();
    const reset = Number(refused.headers.get('x-ratelimit-reset'));
    expect(reset - now() / 1000).toBe(3600);
    expect((await get('/rate_limit')).body).toMatchObject({ resources: { core: { remaining: 0, reset } } });
    wait(3600);
    expect((await get(pull)).status).toBe(200);
    await github.close();
  });

  it('an answer that has not changed is free', async () => {
    const github = await scene(false, { writer }, { limits: { perHour: 2 } });
    const { get } = caller(github, 'writer');
    const etag = (await get(pull)).headers.get('etag') ?? '';
    for (let n = 0; n < 5; n += 1) expect((await get(pull, { 'if-none-match': etag })).status).toBe(304);
    expect((await get(pull)).status).toBe(200);
    expect((await get(pull)).status).toBe(403);
    await github.close();
  });

  it.each([
    ['sent', '60'],
    ['absent', null],
  ] as const)('the 81st comment of a minute is one too many: retry-after %s', async (retryAfter, header) => {
    const { now, wait } = clock();
    const github = await scene(false, { writer }, { now, limits: { retryAfter } });
    const { post, get } = caller(github, 'writer');
    for (let n = 0; n < 80; n += 1) expect((await post(issue, { body: `${n}` })).status).toBe(201);
    const refused = await post(issue, { body: 'one too many' });
    expect(refused.status).toBe(403);
    expect(refused.body).toMatchObject({ message: expect.stringMatching(/secondary rate limit/) as string });
    expect(refused.headers.get('retry-after')).toBe(header);
    expect(github.state.issueComments).toHaveLength(80);
    wait(59);
    await get(pull);
    expect(github.impatient).toMatchObject([{ number: 82, method: 'GET', earlyMs: 1000 }]);
    wait(1);
    expect((await post(issue, { body: 'now' })).status).toBe(201);
    expect(github.impatient).toHaveLength(1);
    await github.close();
  });

  it('points and requests at the same time have limits too', async () => {
    const { now, wait } = clock();
    const slow: GitHubOptions['hooks'] = {
      guards: [() => new Promise((resolve) => setTimeout(() => resolve(undefined), 50))],
    };
    const limits = { pointsPerMinute: 12, concurrent: 3 };
    const github = await scene(false, { writer }, { now, limits, hooks: slow });
    const { get, post } = caller(github, 'writer');
    const together = await Promise.all([1, 2, 3, 4].map(() => get(pull)));
    expect(together.map(({ status }) => status).sort()).toEqual([200, 200, 200, 403]);
    wait(60);
    const writes = [
      await post(issue, { body: '5' }),
      await post(issue, { body: '10' }),
      await post(issue, { body: '15' }),
    ];
    expect(writes.map(({ status }) => status)).toEqual([201, 201, 403]);
    expect((await get(pull)).status).toBe(200);
    await github.close();
  });
});
