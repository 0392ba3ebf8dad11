import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReadinessReport } from '../../../../../src/entry/app/health/create-readiness.ts';
import { createPages } from '../../../../../src/entry/app/http/create-pages.ts';
import {
  serverLimits,
  startServer,
  type RunningServer,
} from '../../../../../src/entry/app/http/start-server.ts';
import { createTokenCheck } from '../../../../../src/entry/app/operator/create-token-check.ts';

const token = 'the-token-of-the-operator';
const broken: ReadinessReport = {
  isReady: false,
  checks: { model: { state: 'failed', detail: 'no server at http://10.0.0.7' } },
};
const fine: ReadinessReport = { isReady: true, checks: { database: { state: 'ok', detail: 'it answers' } } };

let server: RunningServer;
beforeAll(async () => {
  const other = new Hono();
  other.get('/dashboard', (context) => context.text('pages'));
  const pages = createPages({
    readiness: { all: async () => broken, forWebhooks: async () => fine },
    metrics: async () => ({ text: 'galley_store_up 1\n', type: 'text/plain; version=0.0.4' }),
    token: createTokenCheck(token, () => 0),
    others: [other],
  });
  const listen = { host: '127.0.0.1', port: 0, webhookPath: '/api/github/webhooks' };
  server = await startServer({ listen, receive: undefined, pages, limits: serverLimits });
});
afterAll(async () => {
  const closed = server.close();
  server.closeNow();
  await closed;
});

/** As a proxy on this host hands on what came from elsewhere. */
const forwarded = { 'x-forwarded-for': '203.0.113.9' };
const read = async (path: string, headers: Record<string, string> = {}) => {
  const response = await fetch(`${server.url}${path}`, { headers });
  return { status: response.status, text: await response.text() };
};

describe('the pages of the server', () => {
  it('say that it lives and whether it is ready', async () => {
    expect((await read('/healthz')).status).toBe(200);
    expect((await read('/readyz')).status).toBe(503);
    expect((await read('/readyz/webhooks')).status).toBe(200);
    expect((await read('/readyz')).text).toContain('10.0.0.7');
  });

  it.each([
    ['x-forwarded-for', '127.0.0.1'],
    ['forwarded', 'for=127.0.0.1'],
    ['x-real-ip', '127.0.0.1'],
    ['via', '1.1 proxy'],
  ])('tell a stranger behind a proxy with %s nothing of this site', async (name, value) => {
    expect((await read('/readyz', { [name]: value })).text).toBe(
      '{"status":"not ready","checks":{"model":{"state":"failed"}}}',
    );
    expect((await read('/metrics', { [name]: value })).status).toBe(401);
  });

  it('tell it to who knows the token', async () => {
    const known = { ...forwarded, authorization: `Bearer ${token}` };
    expect((await read('/readyz', known)).text).toContain('10.0.0.7');
    expect(await read('/metrics', known)).toEqual({ status: 200, text: 'galley_store_up 1\n' });
    const wrong = { ...forwarded, authorization: 'Bearer other' };
    expect((await read('/metrics', wrong)).status).toBe(401);
  });

  it('are joined by others, and nothing else is there: no webhooks either', async () => {
    expect((await read('/dashboard')).text).toBe('pages');
    expect((await read('/nowhere')).status).toBe(404);
    const post = await fetch(`${server.url}/api/github/webhooks`, { method: 'POST', body: '{}' });
    expect(post.status).toBe(404);
  });
});

it('says so when somebody else listens there', async () => {
  const port = Number(new URL(server.url).port);
  const listen = { host: '127.0.0.1', port, webhookPath: '/x' };
  const starting = startServer({ listen, receive: undefined, pages: new Hono(), limits: serverLimits });
  await expect(starting).rejects.toMatchObject({
    code: 'invalid-config',
    why: 'Another process listens there.',
  });
});
