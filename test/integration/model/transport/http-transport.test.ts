import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createTransport, type Transport } from '../../../../src/model/transport/http-transport.ts';
import type { Timeouts } from '../../../../src/model/model-options.ts';
import { readText } from '../../../../src/model/transport/read-lines.ts';
import { createFetch } from '../../../../src/model/transport/transport-fetch.ts';
import { codeOf } from '../model-options.ts';

const open: Server[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  open.push(server);
  await new Promise((done) => server.once('listening', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const patient: Timeouts = { connectMs: 5000, firstByteMs: 5000, idleMs: 5000, totalMs: 9000 };

function transportTo(url: string, timeouts: Partial<Timeouts> = {}): Transport {
  const server = { url: new URL(url), address: '127.0.0.1', family: 4 as const };
  return createTransport({
    server,
    timeouts: { ...patient, ...timeouts },
    startCommand: 'ollama serve',
    apiKey: 'k',
  });
}

const never = new AbortController().signal;
const post = { method: 'POST', path: '/x', body: { prompt: 'secret' }, signal: never } as const;

describe('sending, to the pinned place alone (S9)', () => {
  test('sends JSON, the key and the Host of the URL, below its base path', async () => {
    const seen: unknown[] = [];
    const url = await serve((req, res) => {
      seen.push([req.method, req.url, req.headers.host, req.headers.authorization]);
      void req.toArray().then((body) => res.end(Buffer.concat(body as Buffer[])));
    });
    const named = url.replace('127.0.0.1', 'model.example');
    const reply = await transportTo(`${named}/base/`).open(post);
    expect(await readText(reply.chunks)).toBe('{"prompt":"secret"}');
    expect(seen).toEqual([['POST', '/base/x', new URL(named).host, 'Bearer k']]);
  });

  test('takes no notice of proxy settings', async () => {
    let hits = 0;
    const proxy = await serve((_, res) => {
      hits += 1;
      res.end();
    });
    const url = await serve((_, res) => res.end('direct'));
    for (const name of ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'NODE_USE_ENV_PROXY']) {
      process.env[name] = name.startsWith('NODE') ? '1' : proxy;
    }
    try {
      const reply = await transportTo(url).open(post);
      expect(await readText(reply.chunks)).toBe('direct');
      expect(hits).toBe(0);
    } finally {
      for (const name of ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'NODE_USE_ENV_PROXY'])
        delete process.env[name];
    }
  });

  test.each([301, 302, 303, 307, 308])('sends nothing on after %i', async (status) => {
    let hits = 0;
    const sink = await serve((_, res) => {
      hits += 1;
      res.end();
    });
    const url = await serve((_, res) => res.writeHead(status, { location: `${sink}/x` }).end());
    expect(await codeOf(transportTo(url).open(post))).toBe('redirected');
    expect(await codeOf(createFetch(transportTo(url), never)(`${url}/api/tags`))).toBe('redirected');
    expect(hits).toBe(0);
  });

  test('fetch goes to its own server only', async () => {
    const url = await serve((_, res) => res.end('{}'));
    expect(await codeOf(createFetch(transportTo(url), never)('http://127.0.0.1:9/api/tags'))).toBe(
      'internal',
    );
    expect(await (await createFetch(transportTo(url), never)(`${url}/api/tags`)).json()).toEqual({});
  });

  test('nothing listening: says how to start', async () => {
    const url = await serve(() => {});
    const port = open.pop();
    await new Promise((done) => port?.close(done));
    await expect(transportTo(url).open(post)).rejects.toMatchObject({
      code: 'server-unreachable',
      todo: 'ollama serve',
      isRetryable: false,
    });
  });

  test('a connection reset before the answer may be tried again', async () => {
    const url = await serve((req) => req.socket.resetAndDestroy());
    await expect(transportTo(url).open(post)).rejects.toMatchObject({
      code: 'server-unreachable',
      isRetryable: true,
    });
  });

  test('what is no HTTP is no server', async () => {
    const url = await serve((req) => req.socket.end('220 mail ready\r\n'));
    expect(await codeOf(transportTo(url).open(post))).toBe('server-unreachable');
  });
});

describe('stopping', () => {
  test('before the headers: the server sees the connection close', async () => {
    const controller = new AbortController();
    let closed: Promise<unknown> | undefined;
    const url = await serve((req) => {
      closed = new Promise((done) => req.socket.once('close', done));
      controller.abort();
    });
    expect(await codeOf(transportTo(url).open({ ...post, signal: controller.signal }))).toBe('interrupted');
    await closed;
  });

  test('in the middle of the reply: the server sees the connection close', async () => {
    const controller = new AbortController();
    let closed: Promise<unknown> | undefined;
    const url = await serve((req, res) => {
      closed = new Promise((done) => req.socket.once('close', done));
      res.write('first');
    });
    const reply = await transportTo(url).open({ ...post, signal: controller.signal });
    const read = (async () => {
      for await (const _ of reply.chunks) controller.abort();
    })();
    expect(await codeOf(read)).toBe('interrupted');
    await closed;
  });

  test('leaving the loop closes the connection', async () => {
    let closed: Promise<unknown> | undefined;
    const url = await serve((req, res) => {
      closed = new Promise((done) => req.socket.once('close', done));
      res.write('first');
    });
    const reply = await transportTo(url).open(post);
    for await (const _ of reply.chunks) break;
    await closed;
  });

  test('a signal that is already aborted sends nothing', async () => {
    let hits = 0;
    const url = await serve((_, res) => {
      hits += 1;
      res.end();
    });
    expect(await codeOf(transportTo(url).open({ ...post, signal: AbortSignal.abort() }))).toBe('interrupted');
    expect(hits).toBe(0);
  });
});

describe('deadlines (R16)', () => {
  test('connect', async () => {
    // The documentation range answers nobody; where a machine refuses at once, that is unreachable too.
    const server = { url: new URL('http://192.0.2.1:9'), address: '192.0.2.1', family: 4 as const };
    const timeouts = { ...patient, connectMs: 50 };
    const transport = createTransport({ server, timeouts, startCommand: 'x' });
    expect(await codeOf(transport.open(post))).toBe('server-unreachable');
  });

  test.each<[string, Partial<Timeouts>, RequestListener, RegExp]>([
    ['first byte, no headers', { firstByteMs: 50 }, () => {}, /wrote nothing/u],
    ['first byte, headers only', { firstByteMs: 50 }, (_, res) => res.flushHeaders(), /wrote nothing/u],
    ['idle', { idleMs: 50 }, (_, res) => res.write('token'), /stopped writing/u],
    ['total', { totalMs: 80 }, (_, res) => drip(res), /did not finish/u],
  ])('%s', async (_, timeouts, listener, words) => {
    const transport = transportTo(await serve(listener), timeouts);
    const read = async () => {
      const reply = await transport.open(post);
      for await (const _chunk of reply.chunks) reply.begun();
    };
    await expect(read()).rejects.toMatchObject({
      code: 'model-timeout',
      message: expect.stringMatching(words) as string,
    });
  });
});

function drip(res: Parameters<RequestListener>[1]): void {
  const timer = setInterval(() => res.write('.'), 10);
  res.once('close', () => clearInterval(timer));
}

describe('answers', () => {
  test('a body that breaks off is broken', async () => {
    const url = await serve((_, res) => {
      res.writeHead(200, { 'content-length': '100' });
      res.write('half', () => res.destroy());
    });
    const reply = await transportTo(url).open(post);
    expect(await codeOf(readText(reply.chunks))).toBe('reply-broken');
  });

  test('a body beyond the limit is broken', async () => {
    const url = await serve((_, res) => res.end('x'.repeat(5000)));
    const reply = await transportTo(url).open({ ...post, maxBytes: 4000 });
    expect(await codeOf(readText(reply.chunks))).toBe('reply-broken');
  });
});
