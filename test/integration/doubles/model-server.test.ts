import { mkdtemp, readFile, readdir, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { faultTable } from '../../doubles/model-server/faults/faults.ts';
import type { Fault } from '../../doubles/model-server/faults/faults.ts';
import { overflowWordings } from '../../doubles/model-server/faults/overflow.ts';
import { startRecorder } from '../../doubles/model-server/record.ts';
import { defaultModel } from '../../doubles/model-server/script.ts';
import type { PersonaName, Script } from '../../doubles/model-server/script.ts';
import { startModelServer } from '../../doubles/model-server/start-model-server.ts';
import type { ModelServer, ServerOptions } from '../../doubles/model-server/start-model-server.ts';

const open: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function serve(script: Script = {}, options: ServerOptions = {}): Promise<ModelServer> {
  const server = await startModelServer(script, options);
  open.push(server);
  return server;
}

const user = (content: string) => [{ role: 'user', content }];
const probe = { type: 'object', properties: { word: { const: 'zx81' } }, required: ['word'] };

async function post(server: { url: string }, path: string, body: object): Promise<Response> {
  const init = {
    method: 'POST',
    body: JSON.stringify({ model: defaultModel.name, ...body }),
    redirect: 'manual' as const,
  };
  return fetch(server.url + path, init);
}

interface ChatReply {
  message: { content: string; thinking?: string };
  done: boolean;
  done_reason: string;
  prompt_eval_count: number;
  eval_count: number;
  error?: string;
  logprobs?: { token: string; logprob: number; bytes: number[]; top_logprobs: { token: string }[] }[];
}

async function chat(server: { url: string }, body: object = {}): Promise<ChatReply & { status: number }> {
  const res = await post(server, '/api/chat', { messages: user('Say hi'), stream: false, ...body });
  return { ...((await res.json()) as ChatReply), status: res.status };
}

const withFault = (fault: Fault, text = '{"word":"zx81"}'): Script => ({
  replies: [{ text, when: '' }],
  fault,
});

describe('an Ollama that tells the truth', () => {
  it('streams lines with the fields of the real one', async () => {
    const server = await serve({ replies: [{ text: 'Hello you' }] });
    const res = await post(server, '/api/chat', {
      messages: user('Say hi'),
      logprobs: true,
      top_logprobs: 2,
    });
    const lines = (await res.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);

    expect(res.headers.get('content-type')).toBe('application/x-ndjson');
    expect(Object.keys(lines[0] ?? {})).toEqual(['model', 'created_at', 'message', 'done', 'logprobs']);
    expect(Object.keys(lines.at(-1) ?? {})).toEqual([
      ...['model', 'created_at', 'message', 'done', 'done_reason', 'total_duration', 'load_duration'],
      ...['prompt_eval_count', 'prompt_eval_duration', 'eval_count', 'eval_duration'],
    ]);
    expect(lines.at(-1)).toMatchObject({ done: true, done_reason: 'stop', eval_count: 2 });
  });

  it('gives the probabilities of the script', async () => {
    const server = await serve({ replies: [{ text: 'No', probabilities: [{ Yes: 0.25, No: 0.75 }] }] });
    const reply = await chat(server, { logprobs: true, top_logprobs: 5 });
    const [first] = reply.logprobs ?? [];
    expect(first).toMatchObject({ token: 'No', bytes: [78, 111] });
    expect(first?.logprob).toBeCloseTo(Math.log(0.75));
    expect(first?.top_logprobs.map(({ token }) => token)).toEqual(['No', 'Yes']);
  });

  it('forces constants and leaves the replies alone on an ability check', async () => {
    const server = await serve({ replies: [{ text: 'for the review' }] });
    expect((await chat(server, { format: probe })).message.content).toBe('{"word":"zx81"}');
    expect((await chat(server)).message.content).toBe('for the review');
    expect(server.prompts.map(({ text }) => text)).toEqual(Array(2).fill(expect.stringContaining('Say hi')));
  });

  it('ends with length at num_predict', async () => {
    const server = await serve({ replies: [{ text: 'one two three four' }] });
    const reply = await chat(server, { options: { num_predict: 2 } });
    expect(reply).toMatchObject({ done_reason: 'length', eval_count: 2, message: { content: 'one two' } });
  });

  it.each([
    ['0.34.0', {}, 200, 258],
    ['0.13.0', {}, 200, 512],
    ['0.13.0', { shift: false }, 200, 512],
    ['0.34.0', { shift: false }, 400, undefined],
    ['0.34.0', { truncate: false }, 400, undefined],
    ['0.13.0', { truncate: false }, 400, undefined],
  ])('%s with %o treats a long prompt as the real one does', async (version, flags, status, count) => {
    const server = await serve({ version });
    const reply = await chat(server, {
      messages: user('word '.repeat(2000)),
      options: { num_ctx: 512 },
      ...flags,
    });
    expect(reply.status).toBe(status);
    expect(reply.prompt_eval_count).toBe(count);
    if (status === 400) expect(reply.error).toMatch(/context length/);
  });

  it('loads once while the options stay the same', async () => {
    const server = await serve();
    await chat(server, { options: { num_ctx: 2048 } });
    await chat(server, { options: { num_ctx: 2048, num_predict: 3 } });
    expect(server.loads).toBe(1);
    await chat(server, { options: { num_ctx: 4096 } });
    expect(server.loads).toBe(2);
    const ps = (await (await fetch(`${server.url}/api/ps`)).json()) as {
      models: { context_length: number }[];
    };
    expect(ps.models[0]?.context_length).toBe(4096);
  });

  it('counts no preload as a prompt and refuses to think without the capability', async () => {
    const server = await serve();
    expect(await chat(server, { messages: [] })).toMatchObject({ done_reason: 'load' });
    expect(await chat(server, { think: true })).toMatchObject({
      status: 400,
      error: `"${defaultModel.name}" does not support thinking`,
    });
    expect(server.prompts).toHaveLength(0);
    expect(server.requests).toHaveLength(2);
  });
});

describe('the other products', () => {
  it('streams OpenAI events that end with usage and DONE', async () => {
    const server = await serve({ replies: [{ text: 'Hi' }] });
    const res = await post(server, '/v1/chat/completions', {
      messages: user('Say hi'),
      stream: true,
      stream_options: { include_usage: true },
      logprobs: true,
      top_logprobs: 1,
    });
    const events = (await res.text()).trim().split('\n\n');
    expect(events.at(-1)).toBe('data: [DONE]');
    expect(JSON.parse(events.at(-2)?.slice(6) ?? '')).toMatchObject({
      choices: [],
      usage: { completion_tokens: 1 },
    });
    expect(JSON.parse(events[0]?.slice(6) ?? '')).toMatchObject({
      object: 'chat.completion.chunk',
      choices: [{ delta: { content: 'Hi' }, logprobs: { content: [{ token: 'Hi', bytes: [72, 105] }] } }],
    });
  });

  it.each<[PersonaName, string, (body: never) => unknown]>([
    [
      'llama-server',
      '/props',
      (body: { default_generation_settings: { n_ctx: number } }) => body.default_generation_settings.n_ctx,
    ],
    ['llama-server', '/slots', (body: { n_ctx: number }[]) => body[0]?.n_ctx],
    ['vllm', '/v1/models', (body: { data: { max_model_len: number }[] }) => body.data[0]?.max_model_len],
    [
      'lmstudio',
      '/api/v1/models',
      (body: { models: { loaded_instances: { config: { context_length: number } }[] }[] }) =>
        body.models[0]?.loaded_instances[0]?.config.context_length,
    ],
  ])('%s tells its window at %s', async (persona, path, window) => {
    const server = await serve({ persona, defaultContext: 8192 });
    expect(window((await (await fetch(server.url + path)).json()) as never)).toBe(8192);
  });

  it.each<[PersonaName, number]>([
    ['llama-server', 400],
    ['vllm', 400],
    ['lmstudio', 200],
    ['mlx', 200],
  ])('%s answers a prompt that does not fit with %i', async (persona, status) => {
    const server = await serve({ persona, defaultContext: 256 });
    const res = await post(server, '/v1/chat/completions', { messages: user('word '.repeat(500)) });
    expect(res.status).toBe(status);
    expect('error' in ((await res.json()) as object)).toBe(persona !== 'mlx');
  });
});

describe('faults', () => {
  it('has every kind and every wording in its README', async () => {
    const readme = await readFile(new URL('../../doubles/model-server/README.md', import.meta.url), 'utf8');
    const named = [...Object.keys(faultTable), ...Object.keys(overflowWordings)];
    expect(named.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
  });

  it('rejects a kind that does not exist', async () => {
    await expect(startModelServer({ fault: { kind: 'nonsense' as 'busy' } })).rejects.toThrow(
      'no such fault: nonsense',
    );
  });

  it.each<[Fault, Partial<ChatReply> | object]>([
    [{ kind: 'half-window' }, { status: 200, prompt_eval_count: 2050 }],
    [{ kind: 'window-full' }, { message: { content: '' }, done_reason: 'length', prompt_eval_count: 4095 }],
    [{ kind: 'no-done' }, { status: 200, done: false }],
    [{ kind: 'json-in-thinking' }, { message: { content: '', thinking: '{"word":"zx81"}' } }],
    [{ kind: 'const-ignored' }, { message: { content: '{"answer":"ok"}' } }],
    [
      { kind: 'whitespace', tokens: 4 },
      { message: { content: '    ' }, done_reason: 'length' },
    ],
    [{ kind: 'repeat-token', tokens: 3 }, { message: { content: ' the the the' } }],
    [{ kind: 'cut-json-as-stop' }, { message: { content: '{"word"' }, done_reason: 'stop' }],
    [{ kind: 'busy' }, { status: 503 }],
    [{ kind: 'model-missing' }, { status: 404, error: `model '${defaultModel.name}' not found` }],
    [{ kind: 'client-closed' }, { status: 499 }],
  ])('%o', async (fault, expected) => {
    const server = await serve(withFault(fault));
    expect(await chat(server, { options: { num_predict: 50 } })).toMatchObject(expected);
  });

  it.each(Object.keys(overflowWordings))('refuses in the words of %s', async (wording) => {
    const server = await serve({ fault: { kind: 'overflow', wording } });
    const reply = await chat(server);
    expect(reply.status).toBe(wording.startsWith('lmstudio') ? 200 : 400);
    expect(JSON.stringify(reply.error)).toMatch(/context|max_tokens/);
  });

  it.each([301, 302, 303, 307, 308])('redirects with %i on every path', async (status) => {
    const server = await serve({
      fault: { kind: 'redirect', on: '*', status, location: 'http://192.0.2.1/x' },
    });
    const res = await fetch(`${server.url}/api/version`, { redirect: 'manual' });
    expect([res.status, res.headers.get('location')]).toEqual([status, 'http://192.0.2.1/x']);
  });

  it.each(Object.keys(faultTable) as Fault['kind'][])('plays %s in both dialects', async (kind) => {
    const server = await serve(withFault({ kind, ms: 0, bytes: 50_000, tokens: 5 }, 'a b c'));
    for (const path of ['/api/chat', '/v1/chat/completions']) {
      for (const stream of [true, false]) {
        const reply = post(server, path, { messages: user('Say hi'), stream }).then((res) => res.text());
        await (kind.startsWith('reset') ? expect(reply).rejects.toThrow() : reply);
      }
    }
    server.assertClean();
  });

  it('pings between events and tells usage where it was told to', async () => {
    const server = await serve({
      replies: [{ text: 'Hi' }],
      fault: [{ kind: 'pings' }, { kind: 'usage-early' }],
    });
    const body = { messages: user('Say hi'), stream: true, stream_options: { include_usage: true } };
    const events = (await (await post(server, '/v1/chat/completions', body)).text()).trim().split('\n\n');
    expect(events.filter((event) => event.startsWith(': ping'))).toHaveLength(3);
    expect(events.at(-3)).toMatch(/"finish_reason":"stop".*"usage":\{"prompt_tokens"/);
  });

  it('strikes only as often as it says', async () => {
    const server = await serve({ fault: { kind: 'busy', times: 1 } });
    expect([(await chat(server)).status, (await chat(server)).status]).toEqual([503, 200]);
  });

  it('lists cloud models and half loaded ones', async () => {
    const server = await serve({
      fault: [{ kind: 'cloud-name' }, { kind: 'remote-host' }, { kind: 'partly-on-cpu' }],
    });
    await chat(server);
    const tags = (await (await fetch(`${server.url}/api/tags`)).json()) as { models: object[] };
    expect(tags.models[1]).toMatchObject({
      name: 'qwen2.5-coder:cloud',
      remote_host: 'https://ollama.com:443',
    });
    const ps = (await (await fetch(`${server.url}/api/ps`)).json()) as {
      models: { size: number; size_vram: number }[];
    };
    expect(ps.models[0]?.size_vram).toBe(Math.round((ps.models[0]?.size ?? 0) / 2));
  });

  it('splits characters at every byte and still sends the same text', async () => {
    const server = await serve({ replies: [{ text: 'žluťoučký 漢字 🐎' }], fault: { kind: 'split-bytes' } });
    const sizes: number[] = [];
    const text = await rawChat(server, (chunk) => sizes.push(chunk.length));
    expect(Math.max(...sizes)).toBe(1);
    const words = text
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as ChatReply).message.content);
    expect(words.join('')).toBe('žluťoučký 漢字 🐎');
  });

  it('breaks into a stream with an error line', async () => {
    const server = await serve(withFault({ kind: 'error-mid-stream', after: 2, text: 'boom' }, 'a b c d e'));
    const lines = (await rawChat(server)).trim().split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[2]).toBe('{"error":"boom"}');
  });

  it.each<[Fault, number]>([
    [{ kind: 'reset-before-headers' }, 0],
    [{ kind: 'reset-mid-stream', after: 1 }, 1],
  ])('%o breaks the connection', async (fault, lines) => {
    const server = await serve(withFault(fault, 'a b c d e'));
    let seen = '';
    await expect(rawChat(server, (chunk) => (seen += chunk.toString()))).rejects.toThrow();
    expect(seen.split('\n').length - 1).toBe(lines);
    expect(server.requests[0]?.aborted).toBeUndefined();
  });

  it.each<[Fault, string]>([
    [{ kind: 'slow-headers' }, 'before-headers'],
    [{ kind: 'stall', after: 1 }, 'mid-stream'],
  ])('%o waits until the caller leaves, and says when', async (fault, when) => {
    const server = await serve(withFault(fault, 'a b c d e'));
    const controller = new AbortController();
    const leaving = rawChat(server, () => controller.abort(), controller.signal);
    if (when === 'before-headers') {
      await expect.poll(() => server.prompts.length).toBe(1);
      controller.abort();
    }
    await expect(leaving).rejects.toThrow();
    await expect.poll(() => server.requests[0]?.aborted?.when).toBe(when);
  });
});

describe('recordings', () => {
  it('replays what was recorded and nothing else', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'galley-recordings-'));
    const real = await serve({ replies: [{ text: 'recorded words' }] });
    const recorder = await startRecorder(real.url, directory);
    open.push(recorder);
    const asked = { messages: user('Say hi'), options: { num_ctx: 2048, seed: 7 } };
    const first = await (await post(recorder, '/api/chat', asked)).text();

    const replayed = await serve({}, { recordings: directory });
    const again = { options: { seed: 7, num_ctx: 2048 }, keep_alive: '5m', messages: user('Say hi') };
    expect(await (await post(replayed, '/api/chat', again)).text()).toBe(first);
    replayed.assertClean();

    const other = await post(replayed, '/api/chat', { ...asked, messages: user('Say ho') });
    expect(other.status).toBe(500);
    expect(await other.text()).toContain('unknown prompt');
    expect(() => replayed.assertClean()).toThrow('1 unknown prompt');
  });

  it('refuses a recording that was edited', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'galley-recordings-'));
    const real = await serve();
    const recorder = await startRecorder(real.url, directory);
    open.push(recorder);
    await (await post(recorder, '/api/chat', { messages: user('Say hi') })).text();
    const file = join(directory, (await readdir(directory))[0] ?? '');
    await writeFile(file, (await readFile(file, 'utf8')).replace('Say hi', 'Say ho'));
    await expect(startModelServer({}, { recordings: directory })).rejects.toThrow(
      'recorded under another key',
    );
  });
});

/** A streamed chat over node:http; `onChunk` sees every chunk as it arrives. */
function rawChat(
  server: ModelServer,
  onChunk?: (chunk: Buffer) => void,
  signal?: AbortSignal,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { method: 'POST', ...(signal === undefined ? {} : { signal }) };
    const req = request(`${server.url}/api/chat`, options, (res) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        onChunk?.(chunk);
      });
      res.on('error', reject);
      res.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    });
    req.on('error', reject);
    req.end(JSON.stringify({ model: defaultModel.name, messages: user('Say hi') }));
  });
}
