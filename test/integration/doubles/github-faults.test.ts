import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from '../../doubles/github/faults/fault.ts';
import { setScene } from './github-scene.ts';
import type { Scene } from './github-scene.ts';

const pull = '/repos/olga/proof/pulls/1';
const reviews = `${pull}/reviews`;
const route = '/repos/{owner}/{repo}/pulls/{pull_number}/reviews';
const review = { event: 'COMMENT', body: 'all in all', comments: [{ path: 'a.ts', line: 5, body: 'five?' }] };

let now = Date.parse('2026-01-02T03:04:05Z');
let scene: Scene;
beforeAll(async () => {
  scene = await setScene(undefined, undefined, { now: () => now });
}, 60_000);
afterAll(() => scene.github.close());

/** What a client sees of one review that is posted, and how many the double has stored of it. */
async function post(
  fault: Fault,
): Promise<{ seen: number | string; body?: unknown; headers?: Headers; stored: number }> {
  const { github, bot } = scene;
  const before = github.state.reviews.length;
  github.faults.plan([{ method: 'POST', on: route, fault }]);
  const answer = await bot('POST', reviews, review).catch((error: Error) => error);
  github.faults.assertAllFired();
  const stored = github.state.reviews.length - before;
  if (answer instanceof Error) return { seen: answer.name, stored };
  return { seen: answer.status, body: answer.body, headers: answer.headers, stored };
}

describe('before the handler: nothing is stored', () => {
  it.each([500, 502, 503, 401])('%d', async (status) => {
    expect(await post({ kind: 'status', status })).toMatchObject({ seen: status, stored: 0 });
  });

  it('a status with words and headers of its own', async () => {
    const fault = {
      kind: 'status',
      status: 503,
      text: '<html>Unicorn!</html>',
      headers: { 'retry-after': '5' },
    } as const;
    const { body, headers, stored } = await post(fault);
    expect([body, headers?.get('retry-after'), stored]).toEqual(['<html>Unicorn!</html>', '5', 0]);
  });

  it('a secondary limit with and without the time to wait', async () => {
    const told = await post({ kind: 'secondary-limit', retryAfter: 7 });
    expect([told.seen, told.headers?.get('retry-after'), told.stored]).toEqual([403, '7', 0]);
    const untold = await post({ kind: 'secondary-limit', status: 429 });
    expect([untold.seen, untold.headers?.get('retry-after'), untold.stored]).toEqual([429, null, 0]);
    expect(untold.body).toMatchObject({ message: expect.stringContaining('secondary rate limit') as string });
    // The second came while the first said to wait.
    expect(scene.github.impatient).toMatchObject([{ method: 'POST', path: reviews, earlyMs: 7000 }]);
    now += 60_000;
  });

  it('a primary limit whose reset lies in the past asks for no wait', async () => {
    const { headers, seen, stored } = await post({ kind: 'primary-limit', resetIn: -30 });
    expect([seen, headers?.get('x-ratelimit-remaining'), stored]).toEqual([403, '0', 0]);
    expect(Number(headers?.get('x-ratelimit-reset'))).toBe(now / 1000 - 30);
    expect((await scene.bot('POST', reviews, review)).status).toBe(200);
    expect(scene.github.impatient).toHaveLength(1);
  });

  it('a connection that ends', async () => {
    expect(await post({ kind: 'drop' })).toEqual({ seen: 'TypeError', stored: 0 });
    expect(scene.github.requests.at(-1)?.status).toBe(0);
  });
});

describe('after the handler: one review is stored, whatever the client sees', () => {
  it.each<[string, Fault, number | string]>([
    ['502', { kind: 'store-then-status' }, 502],
    ['504', { kind: 'store-then-status', status: 504 }, 504],
    ['no answer', { kind: 'store-then-drop' }, 'TypeError'],
    ['half an answer, then the end', { kind: 'cut' }, 'TypeError'],
    ['half of the JSON', { kind: 'half-json' }, 'SyntaxError'],
    ['other JSON', { kind: 'wrong-json' }, 200],
    ['late and in drops', { kind: 'slow', firstByteMs: 20, dripMs: 0 }, 200],
  ])('%s', async (_name, fault, seen) => {
    const result = await post(fault);
    expect(result).toMatchObject({ seen, stored: 1 });
    if (fault.kind === 'wrong-json') expect(result.body).toEqual({ unexpected: true });
    if (fault.kind === 'slow') expect(result.body).toMatchObject({ body: 'all in all' });
  });
});

describe('the plan', () => {
  it('hits the requests that it says, and notes them', async () => {
    const { github, bot } = scene;
    github.faults.plan([
      { method: 'GET', on: /\/pulls\/1$/, nth: 2, times: 2, fault: { kind: 'status', status: 500 } },
      { body: /mutation/, fault: { kind: 'drop' } },
    ]);
    const statuses = [];
    for (let n = 0; n < 4; n += 1) statuses.push((await bot('GET', pull)).status);
    expect(statuses).toEqual([200, 500, 500, 200]);
    expect((await bot('GET', reviews)).status).toBe(200);
    expect(github.faults.fired).toMatchObject([
      { rule: 0, kind: 'status', method: 'GET', path: pull },
      { rule: 0, kind: 'status', method: 'GET', path: pull },
    ]);
    expect(() => github.faults.assertAllFired()).toThrow('never fired: drop on any path');
    github.faults.plan([]);
    expect(github.faults.fired).toEqual([]);
  });

  it('refuses one comment wherever it stands on a line, and says nothing of which', async () => {
    const { github, bot } = scene;
    github.faults.plan([{ fault: { kind: 'refuse-comment', containing: 'cursed' } }]);
    const cursed = { path: 'a.ts', line: 5, body: 'this is cursed' };
    const all = await bot('POST', reviews, { ...review, comments: [...review.comments, cursed] });
    expect(all.status).toBe(422);
    expect(JSON.stringify(all.body)).not.toContain('cursed');
    const commit_id = scene.pull.head.sha;
    expect((await bot('POST', `${pull}/comments`, { ...cursed, commit_id })).status).toBe(422);
    const onFile = { path: 'a.ts', subject_type: 'file', body: cursed.body, commit_id };
    expect((await bot('POST', `${pull}/comments`, onFile)).status).toBe(201);
    expect((await bot('POST', reviews, { event: 'COMMENT', body: cursed.body })).status).toBe(200);
    expect((await bot('POST', reviews, review)).status).toBe(200);
    expect(github.faults.fired).toHaveLength(2);
  });
});
