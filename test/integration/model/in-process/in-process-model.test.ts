import { fork, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { isGalleyError, type GalleyError } from '../../../../src/errors.ts';
import { silentLog } from '../../../../src/log.ts';
import { createInProcessModel, type InProcessOptions } from '../../../../src/model/in-process/create-in-process-model.ts'; // prettier-ignore
import { createDiskFactsStore } from '../../../../src/model/in-process/disk-facts-store.ts';
import type { CompletionRequest, Model } from '../../../../src/review/ports.ts';

let folder: string;
let childEntry: string;
let enginePath: string;
let open: Model[] = [];

const root = join(import.meta.dirname, '../../../..');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'galley-engine-'));
  childEntry = join(folder, 'child.mjs');
  enginePath = join(folder, 'fake-llama.mjs');
  const shared = { bundle: true, platform: 'node', format: 'esm', target: 'node20' } as const;
  await build({ ...shared, entryPoints: [join(root, 'src/model/in-process/child.ts')], outfile: childEntry });
  await build({ ...shared, entryPoints: [join(root, 'test/doubles/fake-llama.ts')], outfile: enginePath });
  await writeFile(join(folder, 'tiny-Q4_K_M.gguf'), 'GGUF and some weights');
  await writeFile(join(folder, 'broken.gguf'), 'GGUF and other weights');
  await writeFile(join(folder, 'text.gguf'), 'no model');
});

afterEach(async () => {
  await Promise.all(open.map((model) => model.close()));
  open = [];
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

function create(more: Partial<InProcessOptions> = {}): Model {
  const model = createInProcessModel({
    file: join(folder, 'tiny-Q4_K_M.gguf'),
    needed: 500,
    freeBytes: () => 2 ** 33,
    childEntry,
    enginePath,
    timeouts: { connectMs: 5000, firstByteMs: 10_000, idleMs: 10_000, totalMs: 20_000 },
    log: silentLog,
    ...more,
  });
  open.push(model);
  return model;
}

function request(order: string, more: Partial<CompletionRequest> = {}): CompletionRequest {
  return {
    messages: [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: order },
    ],
    maxTokens: 300,
    temperature: 0,
    seed: 1,
    topTokens: 0,
    signal: new AbortController().signal,
    ...more,
  };
}

async function errorOf(promise: Promise<unknown>): Promise<GalleyError> {
  const outcome = await promise.catch((error: unknown) => error);
  if (isGalleyError(outcome)) return outcome;
  throw new Error(`no GalleyError: ${JSON.stringify(outcome)}`);
}

const never = new AbortController().signal;

describe('createInProcessModel', () => {
  it('describes the file with a window from its metadata, in an empty environment', async () => {
    const card = await create().describe(never);
    expect(card).toMatchObject({
      name: 'tiny-Q4_K_M',
      family: 'fake',
      parameters: '1M',
      quantisation: 'Q4_K_M',
      server: { backend: 'gguf', product: 'node-llama-cpp' },
      window: { trained: 2048, used: 2048 },
      parallel: 1,
      abilities: { schema: 'enforced', tokenProbabilities: true, thinking: false },
      // Its abilities are known: nothing is asked.
      check: null,
    });
    expect(card.digest).toMatch(/^sha256:[0-9a-f]{64}$/u);
    // Nothing of ours but the channel that the fork itself needs.
    expect(card.server.version).toMatch(/^3\.99\.0 ?(?:NODE_CHANNEL\w+,?)*$/u);
    expect(card.window.reason).toMatch(/^2048 of 2048 tokens: weights 0\.00 GiB \+ KV/u);
  });

  it('describes a file that was loaded before without an engine, until a call needs one', async () => {
    const facts = createDiskFactsStore({ directory: join(folder, 'facts'), log: silentLog });
    const first = create({ facts });
    const card = await first.describe(never);
    await first.close();
    const none = create({ facts, childEntry: join(folder, 'no-such-child.mjs') });
    expect(await none.describe(never)).toEqual(card);
    const other = create({ facts, childEntry: join(folder, 'none.mjs'), file: join(folder, 'broken.gguf') });
    expect((await errorOf(other.describe(never))).code).toBe('reply-broken');
    const later = create({ facts });
    await later.describe(never);
    expect((await later.complete(request('say x'))).text).toBe('x');
  });

  it('gives the reply with counts, and reuses the prefix of the call before', async () => {
    const model = create();
    const stages: string[] = [];
    const first = await model.complete(
      request('say Grüße 🎈', { onProgress: ({ stage }) => stages.push(stage) }),
    );
    expect([first.text, first.stop, first.tokens.reply]).toEqual(['Grüße 🎈', 'stop', 7]);
    // The doubled start token of the template counts once.
    expect(first.tokens.prompt).toBe(1 + '[system]Be brief.[user]say Grüße x[model]'.length);
    expect(first.tokens.evaluated).toBe(first.tokens.prompt);
    expect([...new Set(stages)]).toEqual(['loading', 'reading', 'writing']);
    const second = await model.complete(request('say other'));
    expect(second.tokens.evaluated).toBeLessThan(second.tokens.prompt - 20);
    expect(second.ms.load).toBe(0);
  });

  it('sends roles in order and stops at maxTokens', async () => {
    const messages = [
      { role: 'system', content: 'S' },
      { role: 'user', content: 'echo' },
      { role: 'assistant', content: 'A' },
    ] as const;
    const reply = await create().complete(request('', { messages, maxTokens: 12 }));
    expect([reply.text, reply.stop]).toEqual(['\u0001[system]S[u', 'length']);
  });

  it('passes the schema on and reports the likeliest tokens', async () => {
    const schema = { type: 'object' };
    const model = create();
    const form = await model.complete(request('json', { schema }));
    // Not the 150 line breaks after it.
    expect([form.text, form.stop, form.tokens.reply]).toEqual(['{"wanted":{"type":"object"}}', 'stop', 29]);
    const { probabilities } = await model.complete(request('say ab', { topTokens: 3 }));
    expect(probabilities.map((step) => step.map(({ token }) => token))).toEqual([
      ['a', 'y', 'x'],
      ['b', 'y', 'x'],
    ]);
    expect(probabilities[0]?.[0]?.logprob).toBeCloseTo(Math.log(0.7));
  });

  it('takes thinking out, and calls a reply of thinking alone empty', async () => {
    expect((await create().complete(request('say <think>hm</think>Yes'))).text.trim()).toBe('Yes');
    expect((await errorOf(create().complete(request('say <think>hm')))).code).toBe('reply-empty');
    expect((await errorOf(create().complete(request('say ')))).code).toBe('reply-empty');
  });

  it('refuses a prompt that leaves no room for the reply', async () => {
    const error = await errorOf(create().complete(request(`say ${'x'.repeat(1800)}`)));
    expect(error.code).toBe('prompt-too-long');
    expect(error.why).toContain('2048');
  });

  it('outlives a crash and an error of the engine', async () => {
    const model = create();
    const crash = await errorOf(model.complete(request('crash')));
    expect([crash.code, crash.why]).toEqual(['reply-broken', expect.stringContaining('SIGABRT')]);
    expect((await errorOf(model.complete(request('throw')))).why).toBe('out of memory');
    expect((await model.complete(request('say still here'))).text).toBe('still here');
    await errorOf(model.complete(request('crash')));
    await errorOf(model.complete(request('crash')));
    expect((await errorOf(model.complete(request('say no')))).message).toContain('not started again');
  });

  it('stops at once when told to, and goes on with the same process', async () => {
    const model = create();
    const controller = new AbortController();
    const onProgress = ({ stage }: { stage: string }) => {
      if (stage === 'writing') controller.abort();
    };
    const error = await errorOf(model.complete(request('slow', { signal: controller.signal, onProgress })));
    expect(error.code).toBe('interrupted');
    const next = await model.complete(request('say next'));
    expect([next.text, next.ms.load]).toEqual(['next', 0]);
  });

  it('kills an engine that does not obey', async () => {
    const model = create({ timeouts: { connectMs: 1, firstByteMs: 1500, idleMs: 500, totalMs: 20_000 } });
    await model.describe(never);
    expect((await errorOf(model.complete(request('hang')))).code).toBe('model-timeout');
    expect((await model.complete(request('say back'))).text).toBe('back');
  });

  it('stops a reply that repeats itself', async () => {
    expect((await errorOf(create().complete(request('repeat', { maxTokens: 1500 })))).code).toBe(
      'reply-repeats',
    );
  });

  it('works on one call at a time', async () => {
    const model = create();
    const replies = await Promise.all(['a', 'b', 'c'].map((text) => model.complete(request(`say ${text}`))));
    expect(replies.map(({ text }) => text)).toEqual(['a', 'b', 'c']);
  });

  it('explains a missing engine, a missing file, a wrong file and a refused one', async () => {
    const missing = await errorOf(create({ enginePath: join(folder, 'nowhere') }).describe(never));
    expect([missing.code, missing.todo]).toEqual([
      'engine-missing',
      expect.stringContaining('NODE_LLAMA_CPP_POSTINSTALL=skip npm install node-llama-cpp'),
    ]);
    expect(missing.why).toContain('700 MB');
    const unresolved = await errorOf(create({ enginePath: undefined }).describe(never));
    expect(unresolved.code).toBe('engine-missing');
    expect((await errorOf(create({ file: join(folder, 'none.gguf') }).describe(never))).code).toBe('invalid-usage'); // prettier-ignore
    expect((await errorOf(create({ file: join(folder, 'text.gguf') }).describe(never))).message).toContain('not a GGUF'); // prettier-ignore
    expect((await errorOf(create({ file: join(folder, 'broken.gguf') }).describe(never))).why).toBe('bad tensor'); // prettier-ignore
    expect((await errorOf(create({ needed: 5000 }).describe(never))).code).toBe('window-too-small');
  });

  it('ends the child when its parent dies', async () => {
    const script = join(folder, 'parent.mjs');
    await writeFile(
      script,
      `import { fork } from 'node:child_process';
       const child = fork(${JSON.stringify(childEntry)}, [], { stdio: 'ignore' });
       process.send(child.pid);
       setInterval(() => {}, 1000);`,
    );
    const parent: ChildProcess = fork(script, [], { execArgv: [], stdio: 'ignore' });
    const pid = await new Promise<number>((resolve) => parent.once('message', (value) => resolve(Number(value)))); // prettier-ignore
    parent.kill('SIGKILL');
    await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
  });
});

/** A zombie waits for whoever adopts orphans: it is dead. */
async function isAlive(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const stat = await readFile(`/proc/${String(pid)}/stat`, 'utf8').catch(() => '');
  return !/\) Z /u.test(stat);
}
