import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createStore, type Store } from '../../../src/store/create-store.ts';

let time = 1_000_000_000_000;
let store: Store;
beforeAll(async () => {
  store = await createStore({ folder: mkdtempSync(join(tmpdir(), 'store-')), clock: () => time });
}, 180_000);
afterAll(() => store?.close());

const minute = 60_000;

it('shows the workers that told of themselves lately, as they told it last', async () => {
  const { workers } = store;
  expect(await workers.list(2 * minute)).toEqual([]);
  await workers.tell('b', { state: 'failed', detail: 'no server' });
  await workers.tell('a', undefined);
  await workers.tell('b', { state: 'ok', detail: 'qwen', loaded: true });
  const b = { name: 'b', model: { state: 'ok', detail: 'qwen', loaded: true } };
  expect(await workers.list(2 * minute)).toEqual([{ name: 'a', model: undefined }, b]);
  time += minute;
  await workers.tell('b', { state: 'ok', detail: 'qwen', loaded: true });
  time += minute;
  expect(await workers.list(2 * minute)).toEqual([b]);
  await workers.leave('b');
  expect(await workers.list(2 * minute)).toEqual([]);
});

it('counts what models were asked for beside the reviews of pull requests', async () => {
  const { uses, records } = store;
  const use = { model: 'qwen', tokens: { prompt: 100, reply: 20 }, seconds: 1.5 };
  await uses.count({ ...use, verdict: 'findings' });
  await Promise.all([uses.count(use), uses.count({ ...use, model: 'phi' })]);
  await uses.count({ model: undefined, tokens: { prompt: 0, reply: 0 }, seconds: 0, verdict: 'clean' });
  expect(await records.totals()).toMatchObject({
    verdicts: { clean: 0, findings: 0, incomplete: 0 },
    requested: { clean: 1, findings: 1, incomplete: 0 },
    models: [
      { model: 'phi', promptTokens: 100, replyTokens: 20, seconds: 1.5 },
      { model: 'qwen', promptTokens: 200, replyTokens: 40, seconds: 3 },
    ],
  });
  expect((await records.trends(1))[0]).toMatchObject({ reviews: 0, tokens: 360 });
});

it('forgets those that were killed, after a day', async () => {
  const { workers } = store;
  await workers.tell('killed', undefined);
  time += 24 * 60 * minute + 1;
  await workers.tell('next', undefined);
  expect(await workers.list(48 * 60 * minute)).toEqual([{ name: 'next', model: undefined }]);
});
