import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { GalleyError } from '../../../../../src/errors.ts';
import {
  head,
  headersOf,
  openRaw,
  sign,
  startAppServer,
  type AppServer,
  type AppServerOptions,
} from './app-server.ts';

let app: AppServer;
const start = async (options?: AppServerOptions): Promise<AppServer> => (app = await startAppServer(options));
afterEach(() => app.close());

const pull = JSON.stringify({
  ...{ action: 'opened', installation: { id: 7 }, repository: { full_name: 'olga/proof' } },
  sender: { login: 'alice' },
  pull_request: { number: 12, head: { sha: 'a'.repeat(40) }, title: 'ünïcödé 🖋' },
});
const megabyte = 1024 * 1024;

describe('a webhook', () => {
  it('is answered with 202 once it is kept', async () => {
    await start();
    const response = await app.post('pull_request', pull, { 'x-github-delivery': 'd-1' });
    expect([response.status, await response.text()]).toEqual([202, 'accepted\n']);
    expect(app.accepted).toMatchObject([
      { id: 'd-1', event: 'pull_request.opened', errand: { kind: 'review', pull: { number: 12 } } },
    ]);
    expect(JSON.parse(app.logged[0] ?? '')).toMatchObject({
      ...{ level: 'info', delivery: 'd-1', kind: 'review', repository: 'olga/proof', pull: 12 },
      job: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    });
  });

  it('that asks for nothing is kept too, so that it has an end', async () => {
    await start();
    expect((await app.post('push', '{"ref":"x"}')).status).toBe(202);
    expect(app.accepted).toMatchObject([{ event: 'push', errand: undefined }]);
    expect(JSON.parse(app.logged[0] ?? '')).toMatchObject({ level: 'debug', kind: 'nothing' });
  });

  it('that is not as GitHub describes it is told, and taken for nothing', async () => {
    await start();
    expect((await app.post('pull_request', '{"action":"opened"}')).status).toBe(202);
    expect(app.accepted).toMatchObject([{ errand: undefined }]);
    expect(app.logged.join('')).toContain('not as GitHub describes it');
  });

  it('of two pull requests is two deliveries', async () => {
    await start();
    const suite = {
      ...{ action: 'rerequested', installation: { id: 7 }, repository: { full_name: 'olga/proof' } },
      check_suite: { head_sha: 'a'.repeat(40), pull_requests: [{ number: 1 }, { number: 2 }] },
    };
    await app.post('check_suite', JSON.stringify(suite), { 'x-github-delivery': 'd' });
    expect(app.accepted.map(({ id }) => id)).toEqual(['d', 'd/2']);
  });

  it('comes with a slash at the end of the path too, and other paths are for others', async () => {
    await start();
    const send = (path: string) =>
      fetch(`${app.url}${path}`, { method: 'POST', headers: headersOf('push', '{}'), body: '{}' });
    expect((await send('/api/github/webhooks/?x')).status).toBe(202);
    expect((await send('/api/github/webhooks2')).status).toBe(404);
    expect((await fetch(`${app.url}/other`)).status).toBe(200);
  });
});

describe('refused is', () => {
  it.each([
    ['a wrong signature', { 'x-hub-signature-256': sign('other') }, 401],
    ['a signature that is none', { 'x-hub-signature-256': 'sha256=xyz' }, 401],
    ['the old kind of signature', { 'x-hub-signature-256': '', 'x-hub-signature': 'sha1=00' }, 400],
    ['no name of a delivery', { 'x-github-delivery': '' }, 400],
    ['an event that is no name', { 'x-github-event': '../x' }, 400],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
  ])('%s', async (_, headers, status) => {
    await start();
    expect((await app.post('pull_request', pull, headers)).status).toBe(status);
    expect(app.accepted).toEqual([]);
  });

  it('told in one line of the log, with what to set', async () => {
    await start();
    for (let times = 0; times < 3; times += 1)
      await app.post('pull_request', pull, { 'x-hub-signature-256': sign('other') });
    const warnings = app.logged.filter((line) => line.includes('"level":"warn"'));
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain('webhooks were refused');
    expect(warnings[0]).toContain('WEBHOOK_SECRET');
  });

  it('what is no JSON, though it is signed', async () => {
    await start();
    expect((await app.post('pull_request', '{"action":')).status).toBe(400);
  });

  it('another method', async () => {
    await start();
    expect((await fetch(`${app.url}/api/github/webhooks`)).status).toBe(405);
  });
});

describe('R20: a store that cannot write', () => {
  const broken = new GalleyError('cannot-write', { what: 'No space left on device' });

  it('is a 503 and never a 202', async () => {
    await start({ accept: () => Promise.reject(broken) });
    expect((await app.post('pull_request', pull)).status).toBe(503);
    expect(app.logged.join('')).toContain('No space left');
  });

  it('that hangs is a 503 before GitHub gives up', async () => {
    await start({ accept: () => new Promise(() => {}), limits: { mostKeepMs: 50 } });
    expect((await app.post('pull_request', pull)).status).toBe(503);
  });
});

describe('R21: what is too large or too slow', () => {
  it('25 MB are taken, and one byte more is refused by its length, before it is sent', async () => {
    await start();
    const most = 25 * megabyte;
    const largest = JSON.stringify({ zen: 'x'.repeat(most - 10) });
    expect(Buffer.byteLength(largest)).toBe(most);
    expect((await app.post('ping', largest)).status).toBe(202);
    const { socket, answer } = openRaw(app.port);
    socket.write(head({ ...headersOf('ping', ''), 'content-length': most + 1 }));
    expect((await answer).status).toBe(413);
  });

  it('a body without a length is refused while it comes', async () => {
    await start({ limits: { mostBytes: megabyte } });
    const { socket, answer } = openRaw(app.port);
    socket.write(head({ ...headersOf('ping', ''), 'transfer-encoding': 'chunked' }));
    const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`;
    for (let sent = 0; sent <= 16 && !socket.destroyed; sent += 1) socket.write(chunk);
    expect((await answer).status).toBe(413);
  });

  it('a body that drips is given up', async () => {
    await start({ limits: { mostBodyMs: 200 } });
    const { socket, answer } = openRaw(app.port);
    socket.write(head({ ...headersOf('ping', ''), 'content-length': 1000 }));
    const drip = setInterval(() => socket.write('x'), 20);
    expect((await answer).status).toBe(408);
    clearInterval(drip);
  });

  it('headers that drip are given up', async () => {
    await start({ server: { headersMs: 200 } });
    const { socket, answer } = openRaw(app.port);
    socket.write('POST /api/github/webhooks HTTP/1.1\r\n');
    const drip = setInterval(() => socket.write('x: y\r\n'), 20);
    expect((await answer).status).toBe(408);
    clearInterval(drip);
  });

  it('what follows on the connection of a refused body is no request', async () => {
    await start({ limits: { mostBytes: 100 } });
    const { socket, answer } = openRaw(app.port);
    const smuggled = head({ ...headersOf('push', '{}'), 'content-length': 2 }) + '{}';
    socket.write(head({ ...headersOf('ping', ''), 'content-length': 200 }) + smuggled);
    const { text } = await answer;
    expect(text.match(/HTTP\/1\.1/g)).toHaveLength(1);
    await wait(50);
    expect(app.accepted).toEqual([]);
  });

  it('of a flood of unsigned bodies the largest are refused, and GitHub still gets through', async () => {
    await start({ limits: { mostHeld: 4 * megabyte } });
    const body = Buffer.alloc(megabyte, 'x');
    const headers = { ...headersOf('ping', 'other'), 'content-length': body.length + 1 };
    const flood = Array.from({ length: 12 }, () => {
      const { socket, answer } = openRaw(app.port);
      socket.write(head(headers));
      socket.write(body);
      return { socket, answer };
    });
    expect(await Promise.race(flood.map(({ answer }) => answer))).toMatchObject({ status: 503 });
    expect((await app.post('pull_request', pull)).status).toBe(202);
    for (const { socket } of flood) socket.destroy();
  });
});
