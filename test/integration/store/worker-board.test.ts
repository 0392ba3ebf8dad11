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

it('forgets those that were killed, after a day', async () => {
  const { workers } = store;
  await workers.tell('killed', undefined);
  time += 24 * 60 * minute + 1;
  await workers.tell('next', undefined);
  expect(await workers.list(48 * 60 * minute)).toEqual([{ name: 'next', model: undefined }]);
});
