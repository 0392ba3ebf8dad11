import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createStore, type Store } from '../../../src/store/create-store.ts';
import { hasPostgres } from '../../doubles/postgres/has-postgres.ts';
import { startPostgres, type PostgresServer } from '../../doubles/postgres/start-postgres.ts';
import { day, delivery, minute, newPull, recordOf, reviewOf, sha } from './store-scene.ts';

const isMissing = !(await hasPostgres());
const unavailable = { code: 'store-unavailable' };

describe('a PostgreSQL server for several processes', () => {
  let server: PostgresServer;
  const stores: Store[] = [];
  const open = async (): Promise<Store> => {
    const store = await createStore({ databaseUrl: server.url, backoffSeconds: 0 });
    stores.push(store);
    return store;
  };
  beforeEach((context) => context.skip(isMissing, 'no postgres: bash scripts/peers.sh'));
  beforeAll(async () => {
    if (!isMissing) server = await startPostgres();
  });
  afterEach(async () => {
    for (const store of stores.splice(0)) await store.close();
  });
  afterAll(() => server?.remove());

  it('makes its tables once when two start at once', async () => {
    const [one, two] = await Promise.all([open(), open()]);
    const opened = delivery(reviewOf(newPull(), sha('a')));
    const answers = await Promise.all([one, two].map(({ jobs }) => jobs.accept(opened)));
    expect(answers.sort()).toEqual(['accepted', 'known']);
    const taken = await Promise.all([one, two].map(({ jobs }) => jobs.take('review', 'w1', minute)));
    const [job] = taken.flatMap((found) => found ?? []);
    expect(taken.filter(Boolean)).toHaveLength(1);
    if (job) await one.jobs.finish(job, 'ignored');
  });

  it('brings what an older version has made to this one', async () => {
    await (await open()).close();
    const old = new pg.Client({ connectionString: server.url });
    await old.connect();
    await old.query(
      'update galley.version set version = 1; drop function galley.has_left(text); drop table galley.ended_sessions, galley.turns, galley.workers',
    );
    await old.end();
    const { jobs } = await open();
    const pull = newPull();
    await jobs.accept(delivery(reviewOf(pull, sha('a'))));
    await jobs.accept(delivery({ kind: 'close', installation: 1, pull }));
    expect(await jobs.take('review', 'w1', minute)).toBeUndefined();
  });

  it('a session that was ended at one is ended at all, and forgotten when it is long over', async () => {
    const [one, two] = await Promise.all([open(), open()]);
    const until = Date.now() + minute;
    await one.endedSessions.end('mine', until);
    await one.endedSessions.end('mine', until);
    await one.endedSessions.end('old', Date.now() - 2 * day);
    const known = async () => Promise.all(['mine', 'old', 'none'].map((id) => two.endedSessions.isEnded(id)));
    expect(await known()).toEqual([true, true, false]);
    await two.jobs.prune(20);
    expect(await known()).toEqual([true, false, false]);
  });

  it('R4, R9: two workers do each job once, and never two of a pull request', async () => {
    const [one, two] = await Promise.all([open(), open()]);
    const pulls = Array.from({ length: 12 }, newPull);
    const heads = ['a', 'b', 'c'];
    const all = pulls.flatMap((pull) => heads.map((head) => delivery(reviewOf(pull, sha(head)))));
    await Promise.all(all.map((each, index) => (index % 2 ? one : two).jobs.accept(each)));
    const working = new Set<number>();
    const done: number[] = [];
    const work = async ({ jobs }: Store, name: string): Promise<void> => {
      for (;;) {
        const job = await jobs.take('review', name, minute);
        if (job === undefined || job.errand.kind !== 'review') return;
        const { pull } = job.errand;
        expect(working.has(pull.number)).toBe(false);
        working.add(pull.number);
        await new Promise((resolve) => setTimeout(resolve, 5));
        working.delete(pull.number);
        await jobs.finish(job, 'posted', recordOf(pull, sha('c')));
        done.push(pull.number);
      }
    };
    await Promise.all([work(one, 'w1'), work(two, 'w2'), work(one, 'w3'), work(two, 'w4')]);
    expect(done.sort()).toEqual(pulls.map(({ number }) => number).sort());
  });

  it('R6: a worker learns of a push that another process has accepted', async () => {
    const [web, worker] = await Promise.all([open(), open()]);
    const pull = newPull();
    await web.jobs.accept(delivery(reviewOf(pull, sha('a'))));
    const job = await worker.jobs.take('review', 'w1', minute);
    await web.jobs.accept(delivery(reviewOf(pull, sha('b'))));
    expect(job?.whySuperseded()).toBeUndefined();
    await worker.jobs.renew('w1', minute);
    expect(job?.whySuperseded()).toBe('pushed');
    if (job) await worker.jobs.finish(job, 'superseded');
    const next = await worker.jobs.take('review', 'w1', minute);
    if (next) await worker.jobs.finish(next, 'ignored');
  });

  it('R20: says when it is gone, and goes on when it is back', async () => {
    const { jobs, ping, records } = await open();
    const [before, during] = [1, 2].map(() => delivery(reviewOf(newPull(), sha('a')))) as [D, D];
    await jobs.accept(before);
    await server.kill();
    await expect(jobs.accept(during)).rejects.toMatchObject(unavailable);
    await expect(jobs.take('review', 'w1', minute)).rejects.toMatchObject(unavailable);
    await expect(jobs.reap()).rejects.toMatchObject(unavailable);
    await expect(ping()).rejects.toMatchObject(unavailable);
    await expect(records.overview()).rejects.toMatchObject(unavailable);
    await expect(createStore({ databaseUrl: server.url })).rejects.toMatchObject(unavailable);
    await server.start();
    await ping();
    expect(await jobs.accept(before)).toBe('known');
    expect(await jobs.accept(during)).toBe('accepted');
    expect(await jobs.take('review', 'w1', minute)).toBeDefined();
  });
});

type D = ReturnType<typeof delivery>;
