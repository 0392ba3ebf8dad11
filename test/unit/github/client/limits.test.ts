import { describe, expect, it } from 'vitest';
import { readLimit } from '../../../../src/github/client/read-limit.ts';
import { failureOf, json, scriptedClient, type Scripted } from '../scripted-fetch.ts';

const now = Date.UTC(2026, 10, 22, 12);
const answer = (status: number, headers: Record<string, string> = {}, words = '') => ({
  status,
  headers,
  words,
});
const resetIn = (seconds: number) => ({
  'x-ratelimit-remaining': '0',
  'x-ratelimit-reset': String(now / 1000 + seconds),
});

describe('how long GitHub wants no requests', () => {
  it.each([
    ['retry-after in seconds', answer(403, { 'retry-after': '7' }), 0, 7000],
    ['retry-after as a date', answer(429, { 'retry-after': 'Sun, 22 Nov 2026 12:00:30 GMT' }), 0, 30_000],
    ['retry-after before a reset', answer(403, { 'retry-after': '7', ...resetIn(600) }), 3, 7000],
    ['retry-after of nothing', answer(429, { 'retry-after': '0' }), 0, 1000],
    ['the reset of a used-up limit', answer(403, resetIn(40)), 2, 41_000],
    ['a reset in the past', answer(403, resetIn(-5)), 0, 60_000],
    [
      'a reset while some are left',
      answer(429, { ...resetIn(40), 'x-ratelimit-remaining': '12' }),
      0,
      60_000,
    ],
    ['a reset that is no number', answer(429, { ...resetIn(1), 'x-ratelimit-reset': 'soon' }), 0, 60_000],
    ['429 without a word', answer(429), 0, 60_000],
    ['429 without a word, again', answer(429), 2, 240_000],
    ['403 that names it', answer(403, {}, 'You have exceeded a secondary rate limit.'), 1, 120_000],
    ['403 that says API rate limit', answer(403, {}, 'API rate limit exceeded for installation.'), 0, 60_000],
    ['403 of a permission', answer(403, {}, 'Resource not accessible by integration'), 0, undefined],
    ['403 of a permission, many left', answer(403, { 'x-ratelimit-remaining': '4000' }), 0, undefined],
    ['422', answer(422, { 'retry-after': '7' }), 0, undefined],
  ])('%s', (_, given, tries, ms) => {
    expect(readLimit(given, now, tries)).toBe(ms);
  });
});

const place = { owner: 'octo', repo: 'shop', pull_number: 7 };
const read = ({ client }: Scripted, pull = 7) =>
  client.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', { ...place, pull_number: pull });
const createReview = ({ client }: Scripted) =>
  client.request('POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews', { ...place, body: 'x' });
const secondary = (headers: Record<string, string> = {}) =>
  json({ message: 'You have exceeded a secondary rate limit. Please wait.' }, 403, headers);

describe('a request that is turned away', () => {
  it('is sent again after the wait, what it makes being made once', async () => {
    const scripted = scriptedClient([secondary({ 'retry-after': '30' }), json({ id: 1 })]);
    await createReview(scripted);
    expect(scripted.time.waits).toEqual([30_000]);
    expect(scripted.logged.some((line) => line.includes('asks to wait'))).toBe(true);
  });

  it('waits longer each time where no time is named', async () => {
    const scripted = scriptedClient([json({}, 429), json({}, 429), json({})]);
    await read(scripted);
    expect(scripted.time.waits).toEqual([60_000, 120_000]);
  });

  it('keeps all others back until then', async () => {
    const opens = now + 31_000;
    const scripted = scriptedClient(({ at }) => (at < opens ? json({}, 403, resetIn(30)) : json({})));
    await Promise.all([1, 2, 3, 4].map((pull) => read(scripted, pull)));
    const inside = scripted.sent.filter(({ at }) => at > now && at < opens);
    expect(inside).toEqual([]);
    expect(scripted.sent.filter(({ at }) => at >= opens)).toHaveLength(4);
  });

  it('is given up at once where the wait is too long, and nothing is sent behind it', async () => {
    const scripted = scriptedClient(() => json({}, 403, resetIn(3000)));
    const failure = await failureOf(read(scripted));
    expect(failure.code).toBe('forge-limited');
    expect(failure.message).toContain('until 2026-11-22 12:50 UTC');
    expect((await failureOf(createReview(scripted))).code).toBe('forge-limited');
    expect(scripted.sent).toHaveLength(1);
    expect(scripted.time.waits).toEqual([]);
  });

  it('works again after the window', async () => {
    const scripted = scriptedClient([json({}, 403, resetIn(3000)), json({ number: 7 })]);
    await failureOf(read(scripted));
    await scripted.time.sleep(3_001_000, undefined);
    expect((await read(scripted)).data.number).toBe(7);
  });

  it('is given up in the end where GitHub never opens', async () => {
    const scripted = scriptedClient(() => secondary(), { mostWaitMs: 10 * 60_000 });
    expect((await failureOf(createReview(scripted))).code).toBe('forge-limited');
    expect(scripted.time.waits).toEqual([60_000, 120_000, 240_000]);
  });

  it('of GraphQL is told by an answer of 200', async () => {
    const limited = json({ errors: [{ type: 'RATE_LIMITED', message: 'x' }] }, 200, resetIn(20));
    const scripted = scriptedClient([limited, json({ data: { viewer: { login: 'x' } } })]);
    expect(await scripted.client.graphql('query { viewer { login } }')).toEqual({ viewer: { login: 'x' } });
    expect(scripted.time.waits).toEqual([21_000]);
  });
});
