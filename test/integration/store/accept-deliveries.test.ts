import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { acceptDeliveries } from '../../../src/store/accept-deliveries.ts';
import type { Database, Sql } from '../../../src/store/database.ts';
import type { Queue } from '../../../src/store/open-queue.ts';
import { delivery, newPull, reviewOf, sha } from './store-scene.ts';

/** What accepts, on a database that only counts; `batches` has the number of deliveries of each transaction. */
function scene() {
  const batches: number[] = [];
  const sql: Sql = {
    query: (_, values = []) => {
      batches.push((JSON.parse(String(values[0])) as unknown[]).length);
      return Promise.resolve([{ answer: { known: [], jobs: {}, turns: [], stopped: [] } }] as never);
    },
  };
  const database = { transaction: (work) => work(sql) } as Partial<Database> as Database;
  const queue = { put: () => Promise.resolve() } as Partial<Queue> as Queue;
  const accept = acceptDeliveries({ database, queue, now: () => 0, onStopped: () => {} });
  return { batches, accept: () => accept(delivery(reviewOf(newPull(), sha('a')))) };
}

test('deliveries that come one soon after the other share a transaction, and the first waits for none', async () => {
  const { batches, accept } = scene();
  const first = accept();
  await first;
  expect(batches).toEqual([1]);
  const rest: Promise<string>[] = [];
  for (let times = 0; times < 5; times++) {
    rest.push(accept());
    await nextTurn();
  }
  expect(await Promise.all(rest)).toEqual(Array.from({ length: 5 }, () => 'accepted'));
  expect(batches).toEqual([1, 5]);
});

test('no transaction has more than a hundred, and all of a crowd get theirs', async () => {
  const { batches, accept } = scene();
  await Promise.all(Array.from({ length: 250 }, accept));
  expect(batches).toEqual([100, 100, 50]);
});
