import { afterEach, describe, expect, test } from 'vitest';
import type { ModelOptions } from '../../../../src/model/model-options.ts';
import { createOpenAiModel } from '../../../../src/model/openai/create-openai-model.ts';
import type { CallProgress, Model } from '../../../../src/review/ports.ts';
import type { Fault } from '../../../doubles/model-server/faults/faults.ts';
import type { PersonaName, Script } from '../../../doubles/model-server/script.ts';
import { startModelServer, type ModelServer } from '../../../doubles/model-server/start-model-server.ts';
import { ask, checked, codeOf, memoryStore, testOptions, type TestOptions } from '../model-options.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const never = new AbortController().signal;
const schema = { type: 'object', properties: { problem: { type: 'string' } }, required: ['problem'] };
const products: PersonaName[] = ['llama-server', 'lmstudio', 'vllm', 'mlx', 'ollama'];

interface Setup {
  readonly server: ModelServer;
  readonly model: Model;
  readonly options: TestOptions;
}

async function setUp(script: Script, more: Partial<ModelOptions> = {}): Promise<Setup> {
  const server = await startModelServer(script);
  const options = testOptions(`${server.url}/v1`, { abilityStore: memoryStore(checked), ...more });
  const model = createOpenAiModel(options);
  closing.push(
    () => model.close(),
    () => server.close(),
  );
  return { server, model, options };
}

const bodies = (server: ModelServer) =>
  server.requests
    .filter(({ path }) => path === '/v1/chat/completions')
    .map(({ body }) => body as Record<string, unknown>);

test.each(['llama-server', 'ollama'] as const)('%s tells whether the model can think', async (persona) => {
  const models = [{ name: 'qwen3:4b', capabilities: ['completion', 'thinking'] }];
  const { model } = await setUp({ persona, models }, { abilityStore: memoryStore() });
  expect((await model.describe(never)).abilities.thinking).toBe(true);
  const plain = await setUp({ persona }, { abilityStore: memoryStore() });
  expect((await plain.model.describe(never)).abilities.thinking).toBe(false);
});

test('llama-server: size and quantisation as others write them', async () => {
  const { model } = await setUp({ persona: 'llama-server' });
  expect(await model.describe(never)).toMatchObject({ parameters: '1.5B', quantisation: 'Q4_K_M' });
});

describe.each(products)('%s', (persona) => {
  test('is recognised and checked', async () => {
    const { model, options } = await setUp({ persona }, { abilityStore: memoryStore() });
    const card = await model.describe(never);
    expect(card.server).toMatchObject({ backend: 'openai', product: persona });
    expect(card.window.used).toBe(4096);
    expect(card.digest).not.toBe('');
    expect(card.abilities).toMatchObject({
      schema: persona === 'mlx' ? 'ignored' : 'enforced',
      tokenProbabilities: !['lmstudio', 'mlx'].includes(persona),
    });
    expect(options.calls.map(({ purpose }) => purpose)).toEqual(['check']);
    expect(card.check).toEqual(options.calls[0]?.tokens);
    const again = createOpenAiModel(options);
    expect((await again.describe(never)).check).toBeNull();
    await again.close();
  });

  test('answers, with counts and its own way to switch thinking off', async () => {
    const { server, model } = await setUp({ persona, replies: [{ text: '{"problem":"né"}', times: 3 }] });
    const completion = await model.complete(ask('question', { schema }));
    expect(completion).toMatchObject({ text: '{"problem":"né"}', stop: 'stop' });
    expect(completion.tokens.prompt).toBeGreaterThan(0);
    const body = bodies(server)[0] ?? {};
    expect(body).toMatchObject({ stream: true, stream_options: { include_usage: true }, max_tokens: 200 });
    expect('seed' in body).toBe(persona !== 'mlx');
    expect('response_format' in body).toBe(persona !== 'mlx');
    expect('chat_template_kwargs' in body).toBe(['llama-server', 'vllm', 'mlx'].includes(persona));
  });

  test('JSON that landed in the reasoning field', async () => {
    const fault: Fault = { kind: 'json-in-thinking' };
    const { model } = await setUp({ persona, fault, replies: [{ text: '{"problem":"x"}' }] });
    expect((await model.complete(ask('question', { schema }))).text).toBe('{"problem":"x"}');
  });

  test('a missing model', async () => {
    const { server, model } = await setUp(
      { persona, models: [{ name: 'a:1b' }, { name: 'b:1b' }] },
      { model: 'c' },
    );
    expect(await codeOf(model.describe(never))).toBe('model-missing');
    expect(server.prompts).toEqual([]);
  });

  test('a window too small is refused before any real prompt', async () => {
    const { server, model } = await setUp({ persona, models: [{ name: 'a:1b', allocatedContext: 1024 }] });
    const code = await codeOf(model.complete(ask('question')));
    // mlx tells no window, and Ollama only once the model is loaded.
    if (persona === 'mlx' || persona === 'ollama') return;
    expect(code).toBe('window-too-small');
    expect(server.prompts).toEqual([]);
  });
});

test('LM Studio: a model that only embeds is refused before any prompt', async () => {
  const models = [{ name: 'embed', capabilities: ['embedding'] }, { name: 'coder' }];
  const { server, model } = await setUp({ persona: 'lmstudio', models }, { model: 'embed' });
  expect(await model.describe(never).catch((error: unknown) => error)).toMatchObject({
    code: 'invalid-usage',
    todo: '--model coder',
  });
  expect(server.prompts).toEqual([]);
});

const long = 'The list may be empty, then the first entry is missing and the sum fails. ';
const refused: [PersonaName, Fault, string][] = [
  ['llama-server', { kind: 'overflow', wording: 'llama-server' }, 'prompt-too-long'],
  ['vllm', { kind: 'overflow', wording: 'vllm-context' }, 'prompt-too-long'],
  ['vllm', { kind: 'overflow', wording: 'vllm-max-tokens' }, 'prompt-too-long'],
  ['lmstudio', { kind: 'overflow', wording: 'lmstudio' }, 'prompt-too-long'],
  ['lmstudio', { kind: 'overflow', wording: 'lmstudio-object' }, 'prompt-too-long'],
  ['ollama', { kind: 'overflow', wording: 'ollama-v1' }, 'prompt-too-long'],
  ['ollama', { kind: 'half-window' }, 'prompt-cut'],
  ['ollama', { kind: 'cut-to-window' }, 'prompt-cut'],
  ['llama-server', { kind: 'window-full' }, 'prompt-cut'],
  ['llama-server', { kind: 'no-done' }, 'reply-broken'],
  ['llama-server', { kind: 'error-mid-stream', after: 2 }, 'reply-broken'],
  ['vllm', { kind: 'reset-mid-stream', after: 2 }, 'reply-broken'],
  ['lmstudio', { kind: 'ok-with-error' }, 'reply-broken'],
  ['llama-server', { kind: 'ok-not-json' }, 'reply-broken'],
  ['mlx', { kind: 'html-error' }, 'reply-broken'],
  ['llama-server', { kind: 'empty' }, 'reply-empty'],
  ['vllm', { kind: 'think-tag-unclosed' }, 'reply-empty'],
  ['lmstudio', { kind: 'whitespace' }, 'reply-repeats'],
  ['mlx', { kind: 'repeat-token' }, 'reply-repeats'],
  ['llama-server', { kind: 'loading' }, 'model-busy'],
  ['vllm', { kind: 'unauthorized' }, 'server-refused'],
  ['llama-server', { kind: 'redirect', status: 308, location: 'http://127.0.0.1:9/' }, 'redirected'],
  ['vllm', { kind: 'slow-headers', ms: 60_000 }, 'model-timeout'],
  ['llama-server', { kind: 'stall', after: 1, ms: 60_000 }, 'model-timeout'],
];

describe('faults that must not become a reply', () => {
  test.each(refused)('%s %j', async (persona, fault, code) => {
    const timeouts = { connectMs: 2000, firstByteMs: 1000, idleMs: 1000, totalMs: 8000 };
    const script: Script = { persona, fault, defaultContext: 2048, replies: [{ text: long, times: 9 }] };
    const { model } = await setUp(script, { timeouts, window: 2048 });
    expect(await codeOf(model.complete(ask('word '.repeat(1250))))).toBe(code);
  });
});

describe('faults that a client must live with', () => {
  test.each<[PersonaName, Fault]>([
    ['llama-server', { kind: 'pings' }],
    ['llama-server', { kind: 'split-bytes' }],
    ['vllm', { kind: 'split-lines' }],
    ['vllm', { kind: 'joined-lines' }],
    ['lmstudio', { kind: 'usage-early' }],
    ['mlx', { kind: 'no-counts' }],
    ['vllm', { kind: 'think-tag-lone' }],
    ['llama-server', { kind: 'loading', times: 1 }],
    ['llama-server', { kind: 'reset-before-headers', times: 1 }],
  ])('%s %j', async (persona, fault) => {
    const { model } = await setUp({ persona, fault, replies: [{ text: long.trim(), times: 9 }] });
    expect((await model.complete(ask('question'))).text).toBe(long.trim());
  });
});

test("a cloud model behind Ollama's /v1 gets no prompt", async () => {
  const models = [{ name: 'mine:latest', remoteHost: 'https://ollama.com', remoteModel: 'x' }];
  const { server, model } = await setUp({ models }, { model: 'mine' });
  expect(await codeOf(model.complete(ask('secret')))).toBe('model-not-local');
  expect(server.prompts).toEqual([]);
});

test("Ollama's /v1: the window it opened counts, and is refused when too small", async () => {
  const { model } = await setUp(
    { models: [{ name: 'a:1b', allocatedContext: 1024 }] },
    { abilityStore: memoryStore() },
  );
  await expect(model.describe(never)).rejects.toMatchObject({
    code: 'window-too-small',
    todo: '--backend ollama',
  });
});

test('an API key is sent, and asked for when missing', async () => {
  const script: Script = { persona: 'vllm', apiKey: 'k' };
  expect(await codeOf((await setUp(script)).model.describe(never))).toBe('server-refused');
  const { server, model } = await setUp(script, { apiKey: 'k' });
  await model.describe(never);
  expect(server.requests[0]?.headers['authorization']).toBe('Bearer k');
});

test('llama-server: cached tokens are not counted as evaluated; progress has its stages', async () => {
  const { model } = await setUp({ persona: 'llama-server' });
  const prefix = 'const a = 1;\n'.repeat(60);
  await model.complete(ask(`${prefix}one`));
  const stages: CallProgress['stage'][] = [];
  const onProgress = ({ stage }: CallProgress) => stages.push(stage);
  const second = await model.complete(ask(`${prefix}two`, { onProgress }));
  expect(second.tokens.evaluated).toBeLessThan(second.tokens.prompt / 2);
  expect([...new Set(stages)]).toEqual(['waiting', 'reading', 'writing']);
});
