import { createHmac, generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { freePort } from '../doubles/free-port.ts';
import { sharedDatabase } from '../shared-postgres.ts';
import { startServe, type AppProcess } from './app/app-process.ts';
import { deliveryEnds } from './app/app-metrics.ts';
import { placeStore } from './app/store-template.ts';
import { temporaryFolder } from './galley-process.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const secret = '0123456789abcdef0123456789abcdef';
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const megabyte = 1024 * 1024;

interface Server {
  readonly url: string;
  readonly port: number;
  /** Another one of the same data. */
  readonly start: (args?: readonly string[]) => AppProcess;
}

/** Neither GitHub nor a model answers: what comes in is kept all the same. Without a database it has its own. */
async function serverAt(env: Record<string, string> = {}, database?: string): Promise<Server> {
  const home = temporaryFolder();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const data = join(home, 'galley');
  if (database === undefined) await placeStore(data);
  const variables = {
    APP_ID: '5',
    PRIVATE_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    WEBHOOK_SECRET: secret,
    GALLEY_MODEL: 'qwen2.5-coder:1.5b',
    GALLEY_DATA: data,
    PORT: String(port),
    GHE_HOST: `127.0.0.1:${await freePort()}`,
    GHE_PROTOCOL: 'http',
    ...(database !== undefined && { DATABASE_URL: database }),
    ...env,
  };
  return { url, port, start: (args) => startServe({ home, url, env: variables, ...(args && { args }) }) };
}

const body = JSON.stringify({
  ...{ action: 'opened', installation: { id: 7 }, repository: { full_name: 'olga/proof' } },
  pull_request: { number: 12, head: { sha: 'a'.repeat(40) } },
});
const sign = (text: string): string => `sha256=${createHmac('sha256', secret).update(text).digest('hex')}`;

async function deliver(url: string, id: string): Promise<number> {
  const headers = {
    ...{ 'content-type': 'application/json', 'x-github-event': 'pull_request' },
    ...{ 'x-github-delivery': id, 'x-hub-signature-256': sign(body) },
  };
  const response = await fetch(`${url}/api/github/webhooks`, { method: 'POST', headers, body });
  return response.status;
}

describe('galley serve', () => {
  test('R8: keeps what it took over its end, and ends in ten seconds', async () => {
    const server = await serverAt();
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
    const server = await serverAt({}, await sharedDatabase());
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
    const server = await serverAt(env, await sharedDatabase());
    const app = server.start();
    await app.ready();
    await deliver(server.url, 'd-2');
    await fetch(`${server.url}/metrics?token=${secret}`, { headers: { authorization: `Bearer ${secret}` } });
    await app.end('SIGTERM');
    expect(app.said()).not.toContain(secret);
    expect(app.said()).not.toContain('token-of-the-json-api');
    expect(app.said()).not.toContain('PRIVATE KEY');
  });

  test('R21: a flood of unsigned bodies costs 64 MB at most, and GitHub still gets through', async () => {
    const server = await serverAt();
    const app = server.start();
    await app.ready();
    for (let i = 0; i < 20; i += 1) await deliver(server.url, `warm-${i}`);
    const before = residentBytes(app.pid);
    let most = before;
    const watch = setInterval(() => (most = Math.max(most, residentBytes(app.pid))), 20);
    const flooding = flood(server.port, 60);
    expect(await deliver(server.url, 'through')).toBe(202);
    await flooding;
    clearInterval(watch);
    expect((most - before) / megabyte).toBeLessThan(64);
    await app.end('SIGKILL');
  });
});

function residentBytes(pid: number): number {
  const [, kilobytes = '0'] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}

/** Bodies of 8 MB that never end, all open until each was sent or refused. */
async function flood(port: number, connections: number): Promise<void> {
  const part = Buffer.alloc(8 * megabyte, 'x');
  const head = [
    'POST /api/github/webhooks HTTP/1.1',
    'host: galley',
    'content-type: application/json',
    'x-github-event: ping',
    'x-github-delivery: flood',
    `x-hub-signature-256: ${sign('other')}`,
    `content-length: ${part.length + 1}`,
  ].join('\r\n');
  const sockets = Array.from({ length: connections }, async () => {
    const socket = connect(port, '127.0.0.1');
    const ended = new Promise((resolve) => socket.once('close', resolve).on('error', () => {}));
    socket.resume();
    socket.write(`${head}\r\n\r\n`);
    await Promise.race([ended, new Promise((resolve) => socket.write(part, resolve))]);
    return socket;
  });
  for (const socket of await Promise.all(sockets)) socket.destroy();
}
