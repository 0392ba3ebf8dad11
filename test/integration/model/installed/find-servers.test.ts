import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { findServers, probeHttp, type ProbeAnswer } from '../../../../src/model/installed/find-servers.ts';

const answer = (body: unknown, server = ''): ProbeAnswer => ({
  status: 200,
  server,
  body: JSON.stringify(body),
});

async function found(answers: Readonly<Record<string, ProbeAnswer>>): Promise<string[]> {
  const servers = await findServers(async (url) => answers[`${url.port}${url.pathname}`]);
  return servers.map(({ product, url, models }) => `${product} ${url.href} ${models.join(',')}`);
}

describe('findServers', () => {
  it('finds what answers, with product, address and models', async () => {
    const answers = {
      '11434/api/tags': answer({ models: [{ name: 'qwen2.5-coder:7b' }, { name: 'smollm2:135m' }] }),
      '1234/v1/models': answer({ data: [{ id: 'qwen3.6-27b', owned_by: 'organization_owner' }] }),
      '8080/v1/models': answer({ data: [{ id: 'a.gguf', owned_by: 'llamacpp' }] }, 'llama.cpp'),
      '8000/v1/models': answer({ data: [{ id: 'Qwen/Qwen3', owned_by: 'vllm' }] }, 'uvicorn'),
    };
    expect(await found(answers)).toEqual([
      'ollama http://127.0.0.1:11434/ qwen2.5-coder:7b,smollm2:135m',
      'lmstudio http://127.0.0.1:1234/v1 qwen3.6-27b',
      'llama-server http://127.0.0.1:8080/v1 a.gguf',
      'vllm http://127.0.0.1:8000/v1 Qwen/Qwen3',
    ]);
  });

  it('tells the products that share a port apart', async () => {
    const list = { data: [{ id: 'm' }] };
    expect(await found({ '8080/v1/models': answer(list, 'BaseHTTP/0.6 Python/3.12') })).toEqual([
      'mlx http://127.0.0.1:8080/v1 m',
    ]);
    expect(await found({ '8080/v1/models': answer(list) })).toEqual(['unknown http://127.0.0.1:8080/v1 m']);
    expect(await found({ '9931/v1/models': answer(list) })).toEqual([
      'llama-server http://127.0.0.1:9931/v1 m',
    ]);
  });

  it('leaves out other programs on those ports', async () => {
    for (const body of [
      answer('<html>'),
      answer([]),
      answer(null),
      answer({ data: 7 }),
      { status: 404, server: '', body: '{"data":[]}' },
    ])
      expect(await found({ '8080/v1/models': body, '11434/api/tags': body })).toEqual([]);
    const odd = answer({ data: [{ id: 5 }, null, { id: 'x'.repeat(301) }, { id: 'ok' }] });
    expect(await found({ '8000/v1/models': odd })).toEqual(['vllm http://127.0.0.1:8000/v1 ok']);
  });
});

describe('probeHttp', () => {
  let server: Server | undefined;
  const listen = async (listener: RequestListener): Promise<URL> => {
    server = createServer(listener);
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    return new URL(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/x`);
  };

  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
    server = undefined;
  });

  it('answers with status, server and body, and follows no redirect', async () => {
    const url = await listen((_, response) => {
      response.writeHead(307, { location: 'http://127.0.0.1:1/', server: 'me' }).end('moved');
    });
    expect(await probeHttp(url)).toEqual({ status: 307, server: 'me', body: 'moved' });
  });

  it('gives up on silence, on too much, on a broken answer and on nobody', async () => {
    expect(await probeHttp(await listen(() => {}))).toBeUndefined();
    const large = await listen((_, response) => {
      response.end('x'.repeat(3 * 2 ** 20));
    });
    expect(await probeHttp(large)).toBeUndefined();
    const broken = await listen((incoming, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => incoming.socket.destroy());
    });
    expect(await probeHttp(broken)).toBeUndefined();
    server?.close();
    expect(await probeHttp(new URL('http://127.0.0.1:9/'))).toBeUndefined();
  });
});
