import { afterEach, describe, expect, test } from 'vitest';
import { createOllamaModel } from '../../../../src/model/ollama/create-ollama-model.ts';
import type { ModelOptions } from '../../../../src/model/model-options.ts';
import type { CallProgress, Model } from '../../../../src/review/ports.ts';
import type { Fault } from '../../../doubles/model-server/faults/faults.ts';
import type { Script } from '../../../doubles/model-server/script.ts';
import { startModelServer, type ModelServer } from '../../../doubles/model-server/start-model-server.ts';
import { ask, checked, codeOf, memoryStore, testOptions, type TestOptions } from '../model-options.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const never = new AbortController().signal;
const schema = {
  type: 'object',
  properties: { problem: { type: 'string' } },
  required: ['problem'],
  additionalProperties: false,
};

interface Setup {
  readonly server: ModelServer;
  readonly model: Model;
  readonly options: TestOptions;
}

async function setUp(script: Script = {}, more: Partial<ModelOptions> = {}): Promise<Setup> {
  const server = await startModelServer(script);
  const options = testOptions(server.url, { abilityStore: memoryStore(checked), ...more });
  const model = createOllamaModel(options);
  closing.push(
    () => model.close(),
    () => server.close(),
  );
  return { server, model, options };
}

const bodies = (server: ModelServer) =>
  server.requests
    .filter(({ path }) => path === '/api/chat')
    .map(({ body }) => body as Record<string, unknown>);

describe('a healthy server', () => {
  test('describes itself with one check call, and with none the second time', async () => {
    const { server, model, options } = await setUp({}, { abilityStore: memoryStore() });
    const card = await model.describe(never);
    expect(card).toMatchObject({
      name: 'qwen2.5-coder:1.5b',
      server: { backend: 'ollama', product: 'ollama', version: '0.34.0', address: server.url },
      parallel: 1,
      abilities: { schema: 'enforced', tokenProbabilities: true, thinking: false },
    });
    expect(card.window.used).toBeGreaterThanOrEqual(1500);
    expect(options.calls.map(({ purpose }) => purpose)).toEqual(['check']);
    expect(card.check).toEqual(options.calls[0]?.tokens);
    expect(card.check?.prompt).toBeGreaterThan(10);
    const again = createOllamaModel(options);
    expect((await again.describe(never)).check).toBeNull();
    await again.close();
    expect(server.prompts).toHaveLength(1);
    expect(server.prompts[0]?.text.length).toBeLessThan(40 * 4);
  });

  test('every request keeps to the profile of the run: one load', async () => {
    const { server, model } = await setUp({}, { abilityStore: memoryStore(), keepAlive: '10m' });
    await model.complete(ask('first question', { schema, topTokens: 3 }));
    await model.complete(ask('second question', { maxTokens: 7 }));
    expect(bodies(server)).toHaveLength(3);
    for (const body of bodies(server)) {
      expect(body).toMatchObject({
        stream: true,
        think: false,
        shift: false,
        truncate: false,
        keep_alive: '10m',
      });
    }
    expect(bodies(server)[1]).toMatchObject({ format: schema, logprobs: true, top_logprobs: 3 });
    expect(bodies(server)[2]).toMatchObject({ options: { num_predict: 7, seed: 1, temperature: 0 } });
    expect(bodies(server)[2]).not.toHaveProperty('format');
    expect(new Set(bodies(server).map((body) => (body['options'] as { num_ctx: number }).num_ctx)).size).toBe(
      1,
    );
    expect(server.loads).toBe(1);
  });

  test('gives text, counts, times, probabilities and progress', async () => {
    const { model } = await setUp({ replies: [{ text: 'Yes', probabilities: [{ Yes: 0.75, No: 0.25 }] }] });
    const stages: CallProgress['stage'][] = [];
    const onProgress = ({ stage }: CallProgress) => stages.push(stage);
    const completion = await model.complete(ask('Is it broken?', { topTokens: 2, onProgress }));
    expect(completion).toMatchObject({ text: 'Yes', stop: 'stop' });
    expect(completion.probabilities[0]?.[0]?.token).toBe('Yes');
    expect(completion.probabilities[0]?.[0]?.logprob).toBeCloseTo(Math.log(0.75), 3);
    expect(completion.tokens.prompt).toBeGreaterThan(0);
    expect(completion.ms.prefill).toBeGreaterThan(0);
    expect([...new Set(stages)]).toEqual(['waiting', 'loading', 'reading', 'writing']);
  });

  test('the shared prefix is not evaluated again', async () => {
    const { model } = await setUp();
    const prefix = 'const a = 1;\n'.repeat(60);
    const first = await model.complete(ask(`${prefix}one`));
    const second = await model.complete(ask(`${prefix}two`));
    expect(first.tokens.evaluated).toBe(first.tokens.prompt);
    expect(second.tokens.evaluated).toBeLessThan(second.tokens.prompt / 3);
  });
});

describe('which model', () => {
  test('a missing one: the command, and the nearest name', async () => {
    const { server, model } = await setUp({}, { model: 'qwen2.5-codr:1.5b' });
    await expect(model.describe(never)).rejects.toMatchObject({
      code: 'model-missing',
      why: expect.stringContaining('qwen2.5-coder:1.5b') as string,
      todo: 'ollama pull qwen2.5-codr:1.5b',
    });
    expect(server.prompts).toEqual([]);
  });

  test('the name without its tag will do', async () => {
    const { model } = await setUp({}, { model: 'qwen2.5-coder' });
    expect((await model.describe(never)).name).toBe('qwen2.5-coder:1.5b');
  });

  test('one that fits in memory before one that does not; what is loaded makes room', async () => {
    const models = [
      { name: 'qwen3-coder:30b', family: 'qwen3moe', parameterSize: '30.5B', size: 19e9 },
      { name: 'qwen2.5-coder:7b', family: 'qwen2', parameterSize: '7.6B', size: 4.7e9 },
    ];
    const small = await setUp({ models }, { freeBytes: () => 12e9 });
    expect((await small.model.describe(never)).name).toBe('qwen2.5-coder:7b');
    const large = await setUp({ models }, { freeBytes: () => 32e9 });
    expect((await large.model.describe(never)).name).toBe('qwen3-coder:30b');
    const full = await setUp({ models }, { freeBytes: () => 2e9, model: 'qwen3-coder:30b' });
    await full.model.complete(ask('load it'));
    const next = createOllamaModel(testOptions(full.server.url, { freeBytes: () => 2e9 }));
    expect((await next.describe(never)).name).toBe('qwen3-coder:30b');
    await next.close();
  });

  test('none installed', async () => {
    const { model } = await setUp({ fault: { kind: 'no-models' } });
    expect(await codeOf(model.describe(never))).toBe('model-missing');
  });

  test.each([
    ['by name', [{ name: 'big:cloud' }], 'big:cloud'],
    ['by name, not listed', [{ name: 'small:1b' }], 'gpt-oss:120b-cloud'],
    [
      'by its remote host',
      [{ name: 'mine:latest', remoteHost: 'https://ollama.com', remoteModel: 'x' }],
      'mine',
    ],
  ])('a model elsewhere gets no prompt: %s', async (_, models, name) => {
    const { server, model } = await setUp({ models }, { model: name });
    expect(await codeOf(model.complete(ask('secret')))).toBe('model-not-local');
    expect(server.prompts).toEqual([]);
  });
});

const long = 'The list may be empty, then the first entry is missing and the sum fails. ';

/** Faults on the one real call, with what must come of each. */
const refused: [Fault, string][] = [
  [{ kind: 'half-window' }, 'prompt-cut'],
  [{ kind: 'half-window-empty' }, 'prompt-cut'],
  [{ kind: 'cut-to-window' }, 'prompt-cut'],
  [{ kind: 'window-full' }, 'prompt-cut'],
  [{ kind: 'overflow', wording: 'ollama-input' }, 'prompt-too-long'],
  [{ kind: 'overflow', wording: 'ollama-short' }, 'prompt-too-long'],
  [{ kind: 'overflow', wording: 'ollama-shift' }, 'prompt-too-long'],
  [{ kind: 'overflow', wording: 'ollama-mlx' }, 'prompt-too-long'],
  [{ kind: 'overflow', wording: 'ollama-llama-json' }, 'prompt-too-long'],
  [{ kind: 'overflow', wording: 'ollama-llama-string' }, 'prompt-too-long'],
  [{ kind: 'no-done' }, 'reply-broken'],
  [{ kind: 'error-mid-stream', after: 2 }, 'reply-broken'],
  [{ kind: 'repetition-guard' }, 'reply-repeats'],
  [{ kind: 'reset-mid-stream', after: 1 }, 'reply-broken'],
  [{ kind: 'empty' }, 'reply-empty'],
  [{ kind: 'huge' }, 'reply-repeats'],
  [{ kind: 'whitespace' }, 'reply-repeats'],
  [{ kind: 'repeat-token' }, 'reply-repeats'],
  [{ kind: 'think-tag-unclosed' }, 'reply-empty'],
  [{ kind: 'think-refused' }, 'server-refused'],
  [{ kind: 'think-level-unknown' }, 'server-refused'],
  [{ kind: 'busy' }, 'model-busy'],
  [{ kind: 'loading' }, 'model-busy'],
  [{ kind: 'model-missing' }, 'model-missing'],
  [{ kind: 'cloud-off' }, 'server-refused'],
  [{ kind: 'host-check' }, 'server-refused'],
  [{ kind: 'client-closed' }, 'reply-broken'],
  [{ kind: 'tool-call-cut' }, 'reply-broken'],
  [{ kind: 'unauthorized' }, 'server-refused'],
  [{ kind: 'html-error' }, 'reply-broken'],
  [{ kind: 'empty-error' }, 'reply-broken'],
  [{ kind: 'ok-not-json' }, 'reply-broken'],
  [{ kind: 'ok-with-error' }, 'reply-broken'],
  [{ kind: 'redirect', status: 307, location: 'http://127.0.0.1:9/' }, 'redirected'],
  [{ kind: 'slow-headers', ms: 60_000 }, 'model-timeout'],
  [{ kind: 'stall', after: 1, ms: 60_000 }, 'model-timeout'],
  [{ kind: 'reset-before-headers' }, 'server-unreachable'],
];

describe('faults that must not become a reply (R16, R17)', () => {
  test.each(refused)('%j', async (fault, code) => {
    const timeouts = { connectMs: 2000, firstByteMs: 1000, idleMs: 1000, totalMs: 8000 };
    const { server, model } = await setUp(
      { fault, replies: [{ text: long, times: 9 }] },
      { timeouts, window: 2048 },
    );
    expect(await codeOf(model.complete(ask('word '.repeat(1250))))).toBe(code);
    const most = { 'model-busy': 7, 'server-unreachable': 2 }[code] ?? 1;
    expect(server.prompts.length).toBeLessThanOrEqual(most);
  });
});

const survived: [Fault, string][] = [
  [{ kind: 'split-bytes' }, '{"problem":"né 漢字"}'],
  [{ kind: 'split-lines' }, '{"problem":"né 漢字"}'],
  [{ kind: 'joined-lines' }, '{"problem":"né 漢字"}'],
  [{ kind: 'json-in-thinking' }, '{"problem":"né 漢字"}'],
  [{ kind: 'reload', ms: 9000 }, '{"problem":"né 漢字"}'],
  [{ kind: 'no-counts' }, '{"problem":"né 漢字"}'],
  [{ kind: 'thinks-anyway' }, '{"problem":"né 漢字"}'],
  [{ kind: 'think-tag-twice' }, '{"problem":"né 漢字"}'],
  [{ kind: 'think-tag-lone' }, '{"problem":"né 漢字"}'],
  [{ kind: 'busy', times: 1 }, '{"problem":"né 漢字"}'],
  [{ kind: 'reset-before-headers', times: 1 }, '{"problem":"né 漢字"}'],
  [{ kind: 'partly-on-cpu' }, '{"problem":"né 漢字"}'],
  [{ kind: 'arrays-emptied' }, '{"problem":"né 漢字"}'],
];

describe('faults that a client must live with (R18)', () => {
  test.each(survived)('%j', async (fault, text) => {
    const { model } = await setUp({ replies: [{ text, times: 9 }], fault });
    expect((await model.complete(ask('question', { schema }))).text.trim()).toBe(text);
  });

  test.each<[Fault, 'stop' | 'length']>([
    [{ kind: 'cut-json' }, 'length'],
    [{ kind: 'cut-json-as-stop' }, 'stop'],
  ])('%j is passed on as it came', async (fault, stop) => {
    const { model } = await setUp({ replies: [{ text: '{"problem":"a longer text"}' }], fault });
    expect((await model.complete(ask('question', { schema }))).stop).toBe(stop);
  });
});

describe('abilities', () => {
  test.each<Fault['kind']>(['format-ignored', 'const-ignored'])(
    '%s: schema ignored, and not sent again',
    async (kind) => {
      const { server, model } = await setUp({ fault: { kind } as Fault }, { abilityStore: memoryStore() });
      expect((await model.describe(never)).abilities.schema).toBe('ignored');
      await model.complete(ask('question', { schema }));
      expect(bodies(server)[1]).not.toHaveProperty('format');
    },
  );

  test('thinking: only when asked for and able', async () => {
    const models = [{ name: 'qwen3:8b', capabilities: ['completion', 'thinking'] }];
    const { server, model } = await setUp({ models }, { think: true });
    await model.complete(ask('question'));
    expect(bodies(server)[0]).toMatchObject({ think: true });
    const plain = await setUp({}, { think: true });
    await plain.model.complete(ask('question'));
    expect(bodies(plain.server)[0]).toMatchObject({ think: false });
  });

  test('gpt-oss knows levels only', async () => {
    const models = [{ name: 'gpt-oss:20b', family: 'gptoss', capabilities: ['completion', 'thinking'] }];
    const { server, model } = await setUp({ models });
    await model.complete(ask('question'));
    expect(bodies(server)[0]).toMatchObject({ think: 'low' });
  });
});

describe('window', () => {
  test('what does not fit is not sent', async () => {
    const { server, model } = await setUp({}, { window: 2048 });
    expect(await codeOf(model.complete(ask('word '.repeat(3000))))).toBe('prompt-too-long');
    expect(server.prompts).toEqual([]);
  });

  test('a server that opens less than asked is found out', async () => {
    const { model } = await setUp({ fault: { kind: 'smaller-context' } });
    expect(await codeOf(model.complete(ask('question')))).toBe('window-too-small');
  });
});

describe('stopping', () => {
  test.each<[string, Fault]>([
    ['before the headers', { kind: 'slow-headers', ms: 60_000 }],
    ['in the middle', { kind: 'stall', after: 1, ms: 60_000 }],
  ])('%s: the server sees it', async (_, fault) => {
    const { server, model } = await setUp({ fault });
    const controller = new AbortController();
    const running = codeOf(model.complete(ask('question', { signal: controller.signal })));
    await expect.poll(() => server.prompts.length).toBe(1);
    controller.abort();
    expect(await running).toBe('interrupted');
    await expect.poll(() => server.requests.some(({ aborted }) => aborted !== undefined)).toBe(true);
  });

  test('a looping reply is stopped at the server, too', async () => {
    const { server, model } = await setUp({
      fault: [
        { kind: 'repeat-token', tokens: 100 },
        { kind: 'stall', after: 60, ms: 60_000 },
      ],
    });
    expect(await codeOf(model.complete(ask('question')))).toBe('reply-repeats');
    await expect.poll(() => server.requests.some(({ aborted }) => aborted !== undefined)).toBe(true);
  });
});
