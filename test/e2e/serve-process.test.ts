import { describe, expect, test, vi } from 'vitest';
import { sharedDatabase } from '../shared-postgres.ts';
import { deliveryEnds } from './app/app-metrics.ts';
import { bareServer, deliver, secret } from './app/bare-server.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

describe('galley serve', () => {
  test('R8: keeps what it took over its end, and ends in ten seconds', async () => {
    const server = await bareServer();
    const first = server.start();
    await first.ready();
    expect(await deliver(server.url, 'd-1')).toBe(202);
    const begun = performance.now();
    expect(await first.end('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(performance.now() - begun).toBeLessThan(10_000);
    const second = server.start();
    await second.ready();
    expect(await deliver(server.url, 'd-1')).toBe(202);
    expect(second.log.map(({ message }) => message)).toContain('webhook known');
    expect(await deliveryEnds(server.url)).toMatchObject({ open: 1 });
    await second.end('SIGKILL');
  });

  test('tells how it is, and to strangers no more than that', async () => {
    const server = await bareServer({}, await sharedDatabase());
    const app = server.start();
    await app.ready();
    const read = async (path: string, headers: Record<string, string> = {}) => {
      const response = await fetch(`${server.url}${path}`, { headers });
      return { status: response.status, text: await response.text() };
    };
    expect(await read('/healthz')).toEqual({ status: 200, text: '{"status":"ok"}' });
    const ready = await read('/readyz');
    expect(ready.status).toBe(503);
    expect(JSON.parse(ready.text)).toMatchObject({
      checks: { database: { state: 'ok' }, github: { state: 'failed' }, model: { state: 'failed' } },
    });
    expect((await read('/readyz/webhooks')).status).toBe(200);
    // As a proxy on this host hands it on.
    const forwarded = { 'x-forwarded-for': '203.0.113.9' };
    expect((await read('/readyz', forwarded)).text).not.toContain('detail');
    expect((await read('/metrics', forwarded)).status).toBe(401);
    expect((await read('/metrics')).text).toContain('galley_queue_jobs{state="waiting"}');
    expect((await read('/nowhere')).status).toBe(404);
    await app.end('SIGKILL');
  });

  test('S5: its log knows none of its secrets', async () => {
    const env = { LOG_LEVEL: 'debug', GALLEY_APP_API_TOKEN: 'token-of-the-json-api' };
    const server = await bareServer(env, await sharedDatabase());
    const app = server.start();
    await app.ready();
    await deliver(server.url, 'd-2');
    await fetch(`${server.url}/metrics?token=${secret}`, { headers: { authorization: `Bearer ${secret}` } });
    await app.end('SIGTERM');
    expect(app.said()).not.toContain(secret);
    expect(app.said()).not.toContain('token-of-the-json-api');
    expect(app.said()).not.toContain('PRIVATE KEY');
  });
});
