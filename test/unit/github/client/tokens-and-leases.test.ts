import { describe, expect, it } from 'vitest';
import type { ApiCall } from '../../../../src/github/client/count-calls.ts';
import type { TokenSource } from '../../../../src/github/client/token-source.ts';
import { failureOf, json, scriptedClient, type Scripted } from '../scripted-fetch.ts';

const place = { owner: 'octo', repo: 'shop', pull_number: 7 };
const read = ({ client }: Scripted) => client.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', place);
const createReview = ({ client }: Scripted) =>
  client.request('POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews', {
    ...place,
    body: 'x',
    event: 'COMMENT',
  });
const refused = () => json({ message: 'Bad credentials' }, 401);

/** Gives `t1`, and the next one each time that one is dropped. */
function countedTokens(most = 9): TokenSource & { readonly dropped: string[] } {
  const dropped: string[] = [];
  return {
    dropped,
    get: async () => `t${Math.min(dropped.length + 1, most)}`,
    drop: (token) => void dropped.push(token),
  };
}

describe('a token that ends', () => {
  it.each([read, createReview])('is renewed once, and the request goes out again', async (ask) => {
    const tokens = countedTokens();
    const scripted = scriptedClient([refused(), json({ id: 1 })], { token: tokens });
    await ask(scripted);
    expect(scripted.sent.map(({ headers }) => headers['authorization'])).toEqual(['Bearer t1', 'Bearer t2']);
    expect(tokens.dropped).toEqual(['t1']);
  });

  it('is a failure when the next one is refused too', async () => {
    const scripted = scriptedClient([refused(), refused(), json({})], { token: countedTokens() });
    expect((await failureOf(read(scripted))).code).toBe('forge-unauthorised');
    expect(scripted.sent).toHaveLength(2);
  });

  it('is not sent again when there is no other', async () => {
    const scripted = scriptedClient([refused(), json({})], { token: countedTokens(1) });
    expect((await failureOf(read(scripted))).code).toBe('forge-unauthorised');
    expect(scripted.sent).toHaveLength(1);
  });

  it('is asked for anew with each request', async () => {
    let number = 0;
    const token: TokenSource = { get: async () => `t${(number += 1)}`, drop: () => {} };
    const scripted = scriptedClient([json({}), json({})], { token });
    await read(scripted);
    await read(scripted);
    expect(scripted.sent.map(({ headers }) => headers['authorization'])).toEqual(['Bearer t1', 'Bearer t2']);
  });
});

describe('a lease that was lost (R9)', () => {
  it('sends no write, and reads on', async () => {
    const scripted = scriptedClient([json({})], { mayWrite: async () => false });
    expect((await failureOf(createReview(scripted))).code).toBe('lease-lost');
    expect(scripted.sent).toEqual([]);
    await read(scripted);
    expect(scripted.sent).toHaveLength(1);
  });

  it('is looked at after the wait for a limit, not before', async () => {
    const asked: number[] = [];
    const limited = json({ message: 'secondary rate limit' }, 403, { 'retry-after': '30' });
    const scripted = scriptedClient([limited, json({ id: 1 })], {
      mayWrite: async () => {
        asked.push(scripted.time.now());
        return asked.length < 2;
      },
    });
    expect((await failureOf(createReview(scripted))).code).toBe('lease-lost');
    expect(scripted.sent).toHaveLength(1);
    expect((asked[1] ?? 0) - (asked[0] ?? 0)).toBeGreaterThanOrEqual(30_000);
  });

  it('lets GraphQL through, which only reads', async () => {
    const scripted = scriptedClient([json({ data: {} })], { mayWrite: async () => false });
    await scripted.client.graphql('query { viewer { login } }');
    expect(scripted.sent).toHaveLength(1);
  });
});

it('every request is counted, with what is left of the limit', async () => {
  const calls: ApiCall[] = [];
  const left = { 'x-ratelimit-remaining': '41', 'x-ratelimit-resource': 'core' };
  const answers = [json({ message: 'no' }, 502), json({}, 200, left)];
  await read(scriptedClient(answers, { onCall: (call) => void calls.push(call) }));
  expect(calls).toEqual([
    { method: 'GET', status: 502, resource: undefined, remaining: undefined },
    { method: 'GET', status: 200, resource: 'core', remaining: 41 },
  ]);
});
