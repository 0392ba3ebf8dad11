import { afterEach, describe, expect, it } from 'vitest';
import { findOllamaModel } from '../../../../src/model/presence/find-ollama-model.ts';
import { findServedModel } from '../../../../src/model/presence/find-served-model.ts';
import type { ModelPresence } from '../../../../src/model/presence/presence.ts';
import type { Script } from '../../../doubles/model-server/script.ts';
import { startModelServer, type ModelServer } from '../../../doubles/model-server/start-model-server.ts';
import { testOptions } from '../model-options.ts';

const signal = new AbortController().signal;
let server: ModelServer;
afterEach(() => server.close());

const find = async (script: Script, model?: string): Promise<ModelPresence> => {
  server = await startModelServer(script);
  const look = script.persona === undefined ? findOllamaModel : findServedModel;
  return look(testOptions(server.url, { model }), signal);
};

describe('a model is found without a prompt', () => {
  it('in memory or not, as Ollama says', async () => {
    const { name, isLoaded } = await find({});
    expect(isLoaded).toBe(false);
    await fetch(`${server.url}/api/chat`, {
      method: 'POST',
      body: JSON.stringify({ model: name, messages: [{ role: 'user', content: 'x' }], stream: false }),
    });
    const again = await findOllamaModel(testOptions(server.url), signal);
    expect(again).toEqual({ name, address: new URL(server.url).origin, isLoaded: true });
    expect(server.prompts).toHaveLength(1);
  });

  it.each([
    ['llama-server', true],
    ['vllm', true],
    ['mlx', undefined],
  ] as const)('behind %s', async (persona, isLoaded) => {
    expect((await find({ persona })).isLoaded).toBe(isLoaded);
    expect(server.prompts).toEqual([]);
  });

  it('not in memory while llama-server reads it', async () => {
    const fault = { kind: 'loading', on: '/health' } as const;
    expect((await find({ persona: 'llama-server', fault })).isLoaded).toBe(false);
  });

  it('or it is not: absent models and servers are errors', async () => {
    await expect(find({}, 'nobody:1b')).rejects.toMatchObject({ code: 'model-missing' });
    await expect(find({ persona: 'vllm' }, 'nobody')).rejects.toMatchObject({ code: 'model-missing' });
    await server.close();
    await expect(findOllamaModel(testOptions(server.url), signal)).rejects.toMatchObject({
      code: 'server-unreachable',
    });
  });
});
