import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterEach, describe, expect, it } from 'vitest';
import { GalleyError } from '../../../../../src/errors.ts';
import {
  createReviewEndpoint,
  type ReviewEndpointOptions,
} from '../../../../../src/entry/app/v1/create-review-endpoint.ts';
import type { ReviewDiff } from '../../../../../src/entry/app/v1/review-diff.ts';
import { createAppLog } from '../../../../../src/entry/app/log/create-app-log.ts';
import { createTokenCheck } from '../../../../../src/entry/app/operator/create-token-check.ts';
import { createDiffSource } from '../../../../../src/git/create-diff-source.ts';
import { silentLog } from '../../../../../src/log.ts';
import { buildEnvelope } from '../../../../../src/report/build-envelope.ts';
import { reviewJsonSchema } from '../../../../../src/report/json-schema.ts';
import { reviewChange } from '../../../../../src/review/review-change.ts';
import { addedFile, reviewOptions, reviewPorts } from '../../../../ports/review-ports.ts';
import { scriptedModel } from '../../../../ports/scripted-model.ts';

const token = 'a-token-of-the-operator';
const authorization = `Bearer ${token}`;
const diff = addedFile('a.ts', 'const list = load();', 'const first = list[list.length];');
const reply = JSON.stringify({
  findings: [
    {
      quote: 'const first = list[list.length];',
      problem: 'Reads behind the end.',
      severity: 'error',
      category: 'correctness',
    },
  ],
});

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** The real core over a scripted model. */
const reviewForReal: ReviewDiff = async ({ bytes, title }, signal, onProgress) => {
  const model = scriptedModel([reply]);
  const ports = reviewPorts({
    diff: '',
    ports: { source: createDiffSource({ bytes, title }), model, signal, onProgress },
  });
  const { review } = await reviewChange(reviewOptions, ports);
  return buildEnvelope(review, {
    tool: { name: 'galley', version: '0' },
    color: false,
    width: 80,
    profile: false,
  });
};

/** Reviews that end when they are told to, or when nobody wants them any more. */
function held() {
  const begun: string[] = [];
  const aborted: string[] = [];
  const releases: (() => void)[] = [];
  const reviewDiff: ReviewDiff = async ({ title, bytes }, signal, onProgress) => {
    begun.push(title);
    onProgress({ step: 'reading' });
    await new Promise<void>((resolve, reject) => {
      releases.push(resolve);
      signal.addEventListener('abort', () => {
        aborted.push(title);
        reject(signal.reason as Error);
      });
    });
    return reviewForReal({ title, bytes }, new AbortController().signal, () => {});
  };
  return { begun, aborted, reviewDiff, release: () => releases.shift()?.() };
}

async function open(given: Partial<ReviewEndpointOptions> = {}): Promise<string> {
  const app = createReviewEndpoint({
    operator: createTokenCheck(token, () => 0),
    reviewDiff: reviewForReal,
    mostBytes: 4096,
    concurrency: 1,
    mostWaiting: 1,
    stop: new AbortController().signal,
    log: silentLog,
    ...given,
  });
  const listen = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const server = createServer((incoming, outgoing) => void listen(incoming, outgoing));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/review`;
}

interface Sent extends Omit<RequestInit, 'headers'> {
  readonly headers?: Readonly<Record<string, string>>;
}

function send(url: string, init: Sent = {}): Promise<Response> {
  const headers = { authorization, 'content-type': 'text/x-diff', ...init.headers };
  return fetch(url, { method: 'POST', body: diff, ...init, headers });
}

it('a review is told in the log when it begins and when it ends, without a word of the diff', async () => {
  const lines: Record<string, unknown>[] = [];
  const write = (text: string) => void lines.push(JSON.parse(text) as Record<string, unknown>);
  const log = createAppLog({ form: 'json', least: 'info', hide: (text) => text, write, now: () => 0 });
  const url = await open({ log });
  expect((await send(url)).status).toBe(200);
  expect((await send(url, { body: 'no diff' })).status).toBe(422);
  expect(lines).toMatchObject([
    { message: 'a review of a diff begins', bytes: diff.length },
    { message: 'a review of a diff ended', end: 'findings' },
    { message: 'a review of a diff begins', bytes: 7 },
    { message: 'a review of a diff ended', end: 'failed', status: 422, code: 'broken-diff' },
  ]);
  const ids = lines.map(({ review }) => String(review));
  expect(ids[0]).toMatch(/^[0-9a-f-]{36}$/);
  expect(ids).toEqual([ids[0], ids[0], ids[2], ids[2]]);
  expect(new Set(ids).size).toBe(2);
  expect(JSON.stringify(lines)).not.toContain('list');
});

const streamed = { accept: 'text/event-stream' };
const titled = (title: string) => ({
  body: JSON.stringify({ diff, title }),
  headers: { 'content-type': 'application/json' },
});

/** Waits for something that happens soon, and fails if it does not. */
async function until(isTrue: () => boolean, ms = 5000): Promise<number> {
  const started = performance.now();
  while (!isTrue()) {
    if (performance.now() - started > ms) throw new Error('it did not happen');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return performance.now() - started;
}

interface SentEvent {
  readonly event: string;
  readonly data: unknown;
}

function readEvents(text: string): SentEvent[] {
  return text.split('\n\n').flatMap((block) => {
    const event = /^event: (.*)$/m.exec(block)?.[1];
    const data = /^data: (.*)$/m.exec(block)?.[1];
    return event === undefined ? [] : [{ event, data: JSON.parse(data ?? '') as unknown }];
  });
}

const fits = new Ajv2020({ allErrors: true }).compile(reviewJsonSchema());

describe('POST /v1/review', () => {
  it.each([
    ['text/x-diff', diff, 'diff sent to the server'],
    ['text/x-patch; charset=utf-8', diff, 'diff sent to the server'],
    ['application/json', JSON.stringify({ diff, title: 'my change' }), 'my change'],
  ])('takes a diff as %s and gives what the command prints', async (type, body, title) => {
    const answer = await send(await open(), { body, headers: { 'content-type': type } });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json']);
    const review = (await answer.json()) as {
      findings: { path: string; startLine: number }[];
      ledger: object;
    };
    expect(fits(review), JSON.stringify(fits.errors)).toBe(true);
    expect(review.findings).toMatchObject([{ path: 'a.ts', startLine: 2, severity: 'error' }]);
    expect(review.ledger).toMatchObject({ title, context: 'hunk' });
  });

  it('tells how it goes as events, and the same review at the end', async () => {
    const url = await open();
    const answer = await send(url, { headers: streamed });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
    const events = readEvents(await answer.text());
    const steps = events.filter(({ event }) => event === 'progress').map(({ data }) => data);
    expect(steps[0]).toEqual({ step: 'reading' });
    const last = events.at(-1);
    expect(last?.event).toBe('result');
    expect(fits(last?.data), JSON.stringify(fits.errors)).toBe(true);
    expect(events.filter(({ event }) => event !== 'progress')).toHaveLength(1);
  });

  it('says something while nothing happens', async () => {
    const { reviewDiff, release, begun } = held();
    const answer = send(await open({ reviewDiff, heartbeatMs: 10 }), { headers: streamed });
    await until(() => begun.length === 1);
    await new Promise((resolve) => setTimeout(resolve, 60));
    release();
    expect((await (await answer).text()).match(/^: still at work$/gm)?.length).toBeGreaterThan(1);
  });

  it.each<[number, Sent]>([
    [415, { headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
    [415, { headers: { 'content-type': 'text/x-diffx' } }],
    [400, { body: '{"diff":', headers: { 'content-type': 'application/json' } }],
    [400, { body: '{"diff":5}', headers: { 'content-type': 'application/json' } }],
    [400, { body: '{"diff":"","path":"/etc"}', headers: { 'content-type': 'application/json' } }],
    [413, { body: 'x'.repeat(4097) }],
    [401, { headers: { authorization: '' } }],
    [401, { headers: { authorization: 'Bearer guess' } }],
    [401, { headers: { authorization: `Basic ${token}` } }],
  ])('refuses with %i: %j', async (status, init) => {
    const answer = await send(await open(), init);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'application/problem+json']);
    expect(await answer.json()).toMatchObject({ type: 'about:blank', status });
    expect(answer.headers.has('www-authenticate')).toBe(status === 401);
  });

  it('stops to read a body without end as soon as it is too large', async () => {
    const url = await open();
    let sent = 0;
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const headers = { authorization, 'content-type': 'text/x-diff' };
      const outgoing = request(url, { method: 'POST', headers }, resolve);
      outgoing.on('error', reject);
      const drip = setInterval(() => {
        sent += 1024;
        outgoing.write('x'.repeat(1024));
      }, 5);
      outgoing.on('response', () => clearInterval(drip));
    });
    expect(answer.statusCode).toBe(413);
    expect(sent).toBeLessThan(64 * 1024);
    answer.destroy();
  });

  it('tells a diff that is none from a server that cannot', async () => {
    const failing = (error: Error) => open({ reviewDiff: () => Promise.reject(error) });
    const broken = new GalleyError('broken-diff', { what: 'Line 3 is no diff', why: 'It begins with x' });
    const first = await send(await failing(broken));
    expect([first.status, await first.json()]).toMatchObject([
      422,
      { code: 'broken-diff', detail: 'Line 3 is no diff. It begins with x.' },
    ]);
    expect((await send(await failing(new GalleyError('invalid-config', { what: 'no' })))).status).toBe(503);
    const secret = await send(await failing(new Error('password=hunter2')));
    expect(secret.status).toBe(500);
    expect(await secret.text()).not.toContain('hunter2');
    const events = readEvents(await (await send(await failing(broken), { headers: streamed })).text());
    expect(events).toMatchObject([{ event: 'error', data: { status: 422, code: 'broken-diff' } }]);
  });
});

describe('the queue', () => {
  it('reviews one at a time, lets one more wait, and turns away the rest', async () => {
    const { begun, reviewDiff, release } = held();
    const url = await open({ reviewDiff });
    const first = send(url, titled('first'));
    await until(() => begun.length === 1);
    const second = send(url, { ...titled('second'), headers: { ...titled('').headers, ...streamed } });
    const waiting = await second;
    const full = await send(url, titled('third'));
    expect([full.status, full.headers.get('retry-after')]).toEqual([429, '30']);
    expect(begun).toEqual(['first']);
    release();
    expect((await first).status).toBe(200);
    await until(() => begun.length === 2);
    release();
    const events = readEvents(await waiting.text());
    expect(events[0]).toEqual({ event: 'progress', data: { step: 'waiting', ahead: 1 } });
    expect(events.at(-1)?.event).toBe('result');
    expect(begun).toEqual(['first', 'second']);
  });

  it('gives the place of a refused body to the next', async () => {
    const url = await open({ mostWaiting: 0 });
    for (let times = 0; times < 3; times++)
      expect((await send(url, { body: 'x'.repeat(4097) })).status).toBe(413);
    expect((await send(url)).status).toBe(200);
  });
});

describe.each([
  ['a stream', streamed],
  ['one answer', {}],
])('somebody who waits for %s and leaves', (_what, headers) => {
  it('has the review stopped within a second, and the next one begins', async () => {
    const { begun, aborted, reviewDiff, release } = held();
    const url = await open({ reviewDiff });
    const leaving = new AbortController();
    const sent = send(url, { headers, signal: leaving.signal }).then((answer) => answer.text());
    sent.catch(() => {});
    await until(() => begun.length === 1);
    const next = send(url, titled('next'));
    leaving.abort();
    expect(await until(() => aborted.length === 1)).toBeLessThan(1000);
    await until(() => begun.includes('next'));
    release();
    release();
    expect((await next).status).toBe(200);
  });

  it('gives up the place in the queue', async () => {
    const { begun, reviewDiff, release } = held();
    const url = await open({ reviewDiff });
    const first = send(url, titled('first'));
    await until(() => begun.length === 1);
    const leaving = new AbortController();
    const left = titled('left');
    const leave = () =>
      send(url, { ...left, headers: { ...left.headers, ...headers }, signal: leaving.signal }).catch(
        () => {},
      );
    const askLast = () => send(url, { ...titled('last'), headers: { ...left.headers, ...streamed } });
    let sent = leave();
    let last = await askLast();
    // Whoever came first has the place: it must be the one that leaves.
    while (last.status !== 429) {
      await last.body?.cancel();
      const tick = new Promise<void>((resolve) => setTimeout(resolve, 20));
      if ((await Promise.race([sent, tick]))?.status === 429) sent = leave();
      last = await askLast();
    }
    leaving.abort();
    while (last.status === 429) last = await askLast();
    release();
    expect((await first).status).toBe(200);
    await until(() => begun.length === 2);
    release();
    expect(readEvents(await last.text()).at(-1)?.event).toBe('result');
    expect(begun).toEqual(['first', 'last']);
  });

  it('is told when the server stops', async () => {
    const { begun, aborted, reviewDiff } = held();
    const stop = new AbortController();
    const sent = send(await open({ reviewDiff, stop: stop.signal }), { headers });
    await until(() => begun.length === 1);
    stop.abort();
    const text = await (await sent).text();
    expect(text).toContain('"status":503');
    expect(aborted).toHaveLength(1);
  });
});
