import { afterEach, expect, test } from 'vitest';
import { listModels } from '../../../../src/model/installed/list-models.ts';
import type { Fault } from '../../../doubles/model-server/faults/faults.ts';
import type { Script } from '../../../doubles/model-server/script.ts';
import { startModelServer } from '../../../doubles/model-server/start-model-server.ts';
import { testOptions } from '../model-options.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const never = new AbortController().signal;

async function list(backend: 'ollama' | 'openai', script: Script = {}, path = '') {
  const server = await startModelServer(script);
  closing.push(() => server.close());
  return listModels(testOptions(server.url + path), backend, never);
}

test('what is installed, remote entries too', async () => {
  const models = await list('ollama', { fault: { kind: 'remote-host' } });
  expect(models.map(({ name }) => name)).toContain('qwen2.5-coder:1.5b');
  expect(models.some(({ remoteHost }) => remoteHost !== undefined)).toBe(true);
});

test.each(['', '/v1', '/v1/'])('what an OpenAI-compatible server lists, address %o', async (path) => {
  const models = await list('openai', { persona: 'llama-server' }, path);
  expect(models.map(({ name }) => name)).toEqual(['qwen2.5-coder:1.5b']);
});

test.each<[Fault, string]>([
  [{ kind: 'host-check', on: '*' }, 'server-refused'],
  [{ kind: 'redirect', on: '*', location: 'http://127.0.0.1:9/' }, 'redirected'],
  [{ kind: 'html-error', on: '*' }, 'reply-broken'],
  [{ kind: 'unauthorized', on: '*' }, 'server-refused'],
])('%o: explained, for both protocols', async (fault, code) => {
  for (const backend of ['ollama', 'openai'] as const)
    await expect(list(backend, { fault })).rejects.toMatchObject({ code });
});

test('nobody listens: the command that starts a server', async () => {
  const server = await startModelServer();
  await server.close();
  await expect(listModels(testOptions(server.url), 'ollama', never)).rejects.toMatchObject({
    code: 'server-unreachable',
    todo: expect.stringContaining('ollama serve') as string,
  });
});
