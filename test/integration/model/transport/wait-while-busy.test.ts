import { afterEach, describe, expect, test } from 'vitest';
import type { GalleyError } from '../../../../src/errors.ts';
import { silentLog } from '../../../../src/log.ts';
import { createTransport, type HttpRequest } from '../../../../src/model/transport/http-transport.ts';
import { readText } from '../../../../src/model/transport/read-lines.ts';
import { retryAfter, waitWhileBusy, type Patience } from '../../../../src/model/transport/wait-while-busy.ts';
import type { Fault } from '../../../doubles/model-server/faults/faults.ts';
import { startModelServer, type ModelServer } from '../../../doubles/model-server/start-model-server.ts';
import { codeOf, testOptions } from '../model-options.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const body = {
  model: 'qwen2.5-coder:1.5b',
  messages: [{ role: 'user', content: 'question' }],
  stream: false,
};
const chat = { method: 'POST', path: '/api/chat', body, signal: new AbortController().signal } as const;

interface Outcome {
  readonly server: ModelServer;
  readonly waits: number[];
  /** Status of the last answer, or the code of a failure. */
  readonly end: number | string;
  readonly text: string;
}

/** One chat call to a server with this fault; waits are written down and take no time. */
async function call(
  fault: Fault,
  more: Partial<Patience> = {},
  request: HttpRequest = chat,
): Promise<Outcome> {
  const server = await startModelServer({ fault });
  const waits: number[] = [];
  const transport = waitWhileBusy(createTransport({ ...testOptions(server.url), startCommand: 'x' }), {
    firstMs: 1000,
    mostMs: 900_000,
    log: silentLog,
    wait: async (ms) => void waits.push(ms),
    ...more,
  });
  closing.push(
    async () => transport.close(),
    () => server.close(),
  );
  try {
    const reply = await transport.open(request);
    return { server, waits, end: reply.status, text: await readText(reply.chunks) };
  } catch (error) {
    return { server, waits, end: (error as GalleyError).code, text: '' };
  }
}

describe('a busy server', () => {
  test.each(['busy', 'loading'] as const)('%s for a while: waits twice as long each time', async (kind) => {
    const { waits, end, server } = await call({ kind, times: 3 });
    expect([end, waits]).toEqual([200, [1000, 2000, 4000]]);
    expect(server.prompts).toHaveLength(4);
  });

  test('for ever: about a minute, and then its own words', async () => {
    const { waits, end, text, server } = await call({ kind: 'busy' });
    expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000]);
    expect([end, JSON.parse(text)]).toEqual([
      503,
      { error: expect.stringContaining('server busy') as string },
    ]);
    expect(server.prompts).toHaveLength(7);
  });

  test('that names a time is not asked before it, unless that is more than 30 s', async () => {
    expect((await call({ kind: 'busy', times: 3, retryAfter: '3' })).waits).toEqual([3000, 3000, 4000]);
    expect((await call({ kind: 'busy', times: 1, retryAfter: '3600' })).waits).toEqual([30_000]);
    expect((await call({ kind: 'busy', times: 1, retryAfter: '0' })).waits).toEqual([1000]);
  });

  test('is not waited for longer than the whole call may take', async () => {
    const { waits, end } = await call({ kind: 'busy' }, { mostMs: 5000 });
    expect([end, waits]).toEqual([503, [1000, 2000]]);
  });

  test('by 429', async () => {
    const { end, waits } = await call({ kind: 'status', status: 429, text: 'slow down', times: 1 });
    expect([end, waits]).toEqual([200, [1000]]);
  });

  test('whose call is stopped while it waits', async () => {
    const controller = new AbortController();
    const server = await startModelServer({ fault: { kind: 'busy' } });
    closing.push(() => server.close());
    const patience = { firstMs: 60_000, mostMs: 900_000, log: silentLog };
    const inner = createTransport({ ...testOptions(server.url), startCommand: 'x' });
    const onWait = () => setImmediate(() => controller.abort());
    const opening = waitWhileBusy(inner, patience).open({ ...chat, signal: controller.signal, onWait });
    expect(await codeOf(opening)).toBe('interrupted');
    expect(server.prompts).toHaveLength(1);
    inner.close();
  });
});

describe('another failure', () => {
  test.each<[Fault, number | string, number]>([
    [{ kind: 'model-missing' }, 404, 1],
    [{ kind: 'unauthorized' }, 401, 1],
    [{ kind: 'overflow' }, 400, 1],
    // Words come before the status: this prompt will never fit.
    [{ kind: 'status', status: 503, text: 'prompt is longer than the context length' }, 503, 1],
    [{ kind: 'status', status: 500, text: 'boom' }, 500, 1],
    [{ kind: 'redirect' }, 'redirected', 1],
    [{ kind: 'reset-before-headers' }, 'server-unreachable', 2],
  ])('%j ends with %s after %i prompts', async (fault, end, prompts) => {
    const outcome = await call(fault);
    expect([outcome.end, outcome.server.prompts.length]).toEqual([end, prompts]);
  });

  test('a reset connection is tried once more', async () => {
    const { end, waits } = await call({ kind: 'reset-before-headers', times: 1 });
    expect([end, waits]).toEqual([200, [1000]]);
  });
});

describe('retryAfter', () => {
  const now = Date.UTC(2026, 0, 1);
  test.each<[unknown, number]>([
    ['7', 7000],
    [' 0 ', 0],
    ['Thu, 01 Jan 2026 00:00:09 GMT', 9000],
    ['Wed, 31 Dec 2025 23:59:00 GMT', 0],
    ['soon', 0],
    ['', 0],
    [undefined, 0],
  ])('%j is %i ms', (header, ms) => {
    expect(retryAfter(header, now)).toBe(ms);
  });
});
