import { inspect } from 'node:util';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createGitHubClient } from '../../../../src/github/client/create-client.ts';
import { statusOf } from '../../../../src/github/explain-failure.ts';
import { silentLog } from '../../../../src/log.ts';
import { failureOf, json, lost, scriptedClient, token, type Scripted } from '../scripted-fetch.ts';

const place = { owner: 'octo', repo: 'shop', pull_number: 7 };
const read = ({ client }: Scripted) => client.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', place);
const createReview = ({ client }: Scripted) =>
  client.request('POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews', {
    ...place,
    body: 'x',
    event: 'COMMENT',
  });
const editComment = ({ client }: Scripted) =>
  client.request('PATCH /repos/{owner}/{repo}/pulls/comments/{comment_id}', {
    ...place,
    comment_id: 3,
    body: 'x',
  });
const updateCheck = ({ client }: Scripted) =>
  client.request('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', { ...place, check_run_id: 3 });

describe('what is sent', () => {
  it('names the version of the API and the program, the token in its header only', async () => {
    const scripted = scriptedClient([json({})]);
    await read(scripted);
    const [sent] = scripted.sent;
    expect(sent?.headers['authorization']).toBe(`token ${token}`);
    expect(sent?.headers['x-github-api-version']).toBe('2022-11-28');
    expect(sent?.headers['user-agent']).toMatch(/^galley\/test /);
    expect(sent?.url).not.toContain(token);
    expect(scripted.logged.join()).not.toContain(token);
  });

  it('waits for nothing when the clock of the machine is set back', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-01-02T12:00:00Z') });
    onTestFinished(() => void vi.useRealTimers());
    const scripted = scriptedClient([json({}), json({}), json({ total_count: 0, items: [] })]);
    await read(scripted);
    vi.setSystemTime(Date.parse('2026-01-02T11:00:00Z'));
    await read(scripted);
    await scripted.client.request('GET /search/issues', { q: 'x' });
    expect(scripted.sent).toHaveLength(3);
  });

  it('goes below the path of an Enterprise server, GraphQL beside it', async () => {
    const answers = [json({}), json({ data: { viewer: { login: 'x' } } })];
    const scripted = scriptedClient(answers, { baseUrl: 'https://ghe.example/api/v3/' });
    await read(scripted);
    await scripted.client.graphql('query { viewer { login } }');
    expect(scripted.sent.map(({ url }) => url)).toEqual([
      'https://ghe.example/api/v3/repos/octo/shop/pulls/7',
      'https://ghe.example/api/graphql',
    ]);
  });

  it.each(['ftp://x', 'api.github.com', 'https://user:pass@api.github.com', 'https://x/?a=b', ''])(
    'takes no address such as %j',
    (baseUrl) => {
      const make = () => createGitHubClient({ baseUrl, token, log: silentLog, userAgent: 'x' });
      expect(make).toThrow(expect.objectContaining({ code: 'invalid-usage' }) as Error);
    },
  );

  it.each(['', 'abc\n', 'a b', 'töken', 'a\0b'])(
    'takes no token such as %j, and does not quote it',
    (bad) => {
      const make = () =>
        createGitHubClient({ baseUrl: 'https://x', token: bad, log: silentLog, userAgent: 'x' });
      expect(make).toThrow(expect.objectContaining({ code: 'invalid-usage' }) as Error);
      if (bad !== '') expect(make).not.toThrow(bad);
    },
  );
});

describe('redirects', () => {
  const to = (location: string, status = 301) => new Response(null, { status, headers: { location } });

  it('are followed for a repository that was renamed', async () => {
    const scripted = scriptedClient([
      to('https://api.github.test/repositories/1/pulls/7'),
      json({ number: 7 }),
    ]);
    expect((await read(scripted)).data.number).toBe(7);
    expect(scripted.sent[1]?.path).toBe('/repositories/1/pulls/7');
  });

  it.each([301, 302, 303, 307, 308])('never carry anything to another host (%i)', async (status) => {
    for (const ask of [read, createReview]) {
      const scripted = scriptedClient([to('https://evil.example/steal', status), json({})]);
      const failure = await failureOf(ask(scripted));
      expect(failure.code).toBe('forge-refused');
      expect(scripted.sent).toHaveLength(1);
    }
  });

  it.each([
    'http://api.github.test/x',
    'https://api.github.test:444/x',
    'https://api.github.test.evil.example/x',
  ])('count %s as another host', async (location) => {
    const scripted = scriptedClient([to(location), json({})]);
    expect((await failureOf(read(scripted))).message).toContain('another host');
    expect(scripted.sent).toHaveLength(1);
  });

  it('send a write again only where it stays a write', async () => {
    const moved = scriptedClient([to('/repositories/1/pulls/7/reviews', 307), json({})]);
    await createReview(moved);
    expect(moved.sent.map(({ method }) => method)).toEqual(['POST', 'POST']);
    expect(moved.sent[1]?.body).toEqual({ body: 'x', event: 'COMMENT' });
    const stopped = scriptedClient([to('/repositories/1/pulls/7/reviews', 301), json({})]);
    expect((await failureOf(createReview(stopped))).code).toBe('forge-refused');
    expect(stopped.sent).toHaveLength(1);
  });

  it('that go in circles end', async () => {
    const scripted = scriptedClient(() => to('/round'));
    expect((await failureOf(read(scripted))).code).toBe('forge-refused');
    expect(scripted.sent).toHaveLength(4);
  });
});

describe('what was lost or answered 5xx', () => {
  const faults = [
    ['502', () => json({ message: 'Server Error' }, 502)],
    ['a closed connection', () => lost()],
    [
      'half a body',
      () => new Response(brokenBody(), { status: 200, headers: { 'content-type': 'application/json' } }),
    ],
  ] as const;

  it.each(faults)('is read again after %s', async (_, fault) => {
    const scripted = scriptedClient([fault, fault, json({ number: 7 })]);
    expect((await read(scripted)).data.number).toBe(7);
    expect(scripted.time.waits).toEqual([1000, 4000]);
  });

  it.each(faults)('is never made a second time after %s', async (_, fault) => {
    for (const ask of [createReview, updateCheck]) {
      const scripted = scriptedClient([fault, json({})]);
      expect((await failureOf(ask(scripted))).code).toBe('forge-unreachable');
      expect(scripted.sent).toHaveLength(1);
    }
  });

  it('is edited again, since an edit says the whole text', async () => {
    const scripted = scriptedClient([json({}, 502), json({ id: 3 })]);
    expect((await editComment(scripted)).data.id).toBe(3);
  });

  it('is given up after three more tries', async () => {
    const scripted = scriptedClient(() => json({ message: 'Server Error' }, 500));
    const failure = await failureOf(read(scripted));
    expect([failure.code, failure.isRetryable, statusOf(failure)]).toEqual(['forge-unreachable', true, 500]);
    expect(scripted.sent).toHaveLength(4);
  });

  it.each([400, 401, 403, 404, 406, 409, 410, 422, 451])(
    'is no answer of %i, which stays what it is',
    async (status) => {
      for (const ask of [read, createReview, editComment]) {
        const scripted = scriptedClient(() => json({ message: 'No' }, status));
        expect(statusOf(await failureOf(ask(scripted)))).toBe(status);
        expect(scripted.sent).toHaveLength(1);
      }
    },
  );

  it('of one request leaves the next one alone', async () => {
    const scripted = scriptedClient([json({}, 502), json({}), json({}, 502), json({})]);
    await read(scripted);
    await read(scripted);
    expect(scripted.time.waits).toEqual([1000, 1000]);
  });
});

describe('writes', () => {
  it('start a second apart, three where people are notified; reads do not wait', async () => {
    const scripted = scriptedClient(() => json({}));
    for (const ask of [updateCheck, updateCheck, createReview, createReview, read]) await ask(scripted);
    const start = scripted.sent[0]?.at ?? 0;
    expect(scripted.sent.map(({ at }) => at - start)).toEqual([0, 1000, 2000, 5000, 5000]);
  });
});

describe('stopping', () => {
  it('ends a request as interrupted and sends no other', async () => {
    const stop = new AbortController();
    const scripted = scriptedClient(() => {
      stop.abort();
      return lost();
    });
    const asked = scripted.client.request('GET /user', { request: { signal: stop.signal } });
    expect((await failureOf(asked)).code).toBe('interrupted');
    expect(scripted.sent).toHaveLength(1);
  });

  it('holds for requests without a signal of their own', async () => {
    const stop = new AbortController();
    const scripted = scriptedClient(() => json({}), { signal: stop.signal });
    stop.abort();
    expect((await failureOf(read(scripted))).code).toBe('interrupted');
    expect(scripted.sent).toHaveLength(0);
  });
});

it('keeps the token out of every failure, with all that stands behind it', async () => {
  const echo = (status: number) => json({ message: `no ${status}` }, status);
  for (const answer of [echo(401), echo(403), echo(404), echo(422), echo(500), lost()]) {
    const failure = await failureOf(createReview(scriptedClient([answer])));
    expect(inspect(failure, { depth: 20, showHidden: true })).not.toContain(token);
  }
});

function brokenBody(): ReadableStream {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"number":'));
      controller.error(new TypeError('terminated'));
    },
  });
}
