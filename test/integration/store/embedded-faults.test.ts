import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createStore, type Store } from '../../../src/store/create-store.ts';
import { delivery, minute, newPull, reviewOf, sha } from './store-scene.ts';
import { watchDisk } from './lose-power.ts';

const script = join(import.meta.dirname, 'accept-until-killed.ts');
const unavailable = { code: 'store-unavailable' };
const newFolder = (): string => mkdtempSync(join(tmpdir(), 'store-'));

// Each opens a database or two: a second each on a machine that has time, many more on a busy one.
describe('the embedded database', { timeout: 180_000 }, () => {
  let empty = '';
  let store: Store | undefined;
  /** A folder with a database that has tables and nothing else: making one takes seconds. */
  const copied = (): string => {
    const folder = newFolder();
    cpSync(empty, folder, { recursive: true });
    return folder;
  };
  const open = async (folder: string, options = {}): Promise<Store> =>
    (store = await createStore({ folder, backoffSeconds: 0, ...options }));
  beforeAll(async () => {
    empty = newFolder();
    await (await createStore({ folder: empty })).close();
  }, 180_000);
  afterEach(async () => {
    await store?.close().catch(() => undefined);
    store = undefined;
  });

  it('lies in a folder for nobody else', () => {
    expect(statSync(empty).mode & 0o777).toBe(0o700);
  });

  it('writes nothing to its log when it is opened, unless something has changed', async () => {
    const folder = copied();
    const synced: string[] = [];
    const disk = { afterSync: (path: string) => void synced.push(path) };
    const inLog = (): number => synced.splice(0).filter((path) => path.includes('pg_wal')).length;
    await (await open(folder)).close();
    await open(folder, { disk });
    const same = inLog();
    await store?.close();
    synced.length = 0;
    await open(folder, { disk, tries: 9 });
    expect([same, inLog() > 0]).toEqual([0, true]);
  });

  it.each([1, 2, 3])(
    'R3: keeps what was accepted when the power goes between two writes (%i)',
    async (seed) => {
      const folder = copied();
      const disk = watchDisk(folder, newFolder());
      const chance = seeded(seed);
      const running = await open(folder, { disk: disk.events });
      disk.losePowerAt(5 + Math.floor(chance() * 120));
      const accepted: string[] = [];
      while (!disk.isDead()) {
        const one = delivery(reviewOf(newPull(), sha('a')));
        await running.jobs.accept(one);
        if (!disk.isDead()) accepted.push(one.id);
        const job = await running.jobs.take('review', 'w1', minute);
        if (job && chance() < 0.7) await running.jobs.finish(job, 'ignored');
      }
      await running.close();
      const after = await open(disk.restore(chance));
      for (const id of accepted)
        expect(await after.jobs.accept({ id, event: 'pull_request.opened', errand: undefined })).toBe(
          'known',
        );
      await after.jobs.accept(delivery(reviewOf(newPull(), sha('b'))));
      expect(await after.jobs.take('review', 'w2', minute)).toBeDefined();
    },
  );

  it('R2: keeps what was accepted by a process that was killed, and takes over its lock', async () => {
    const folder = copied();
    const child = spawn(process.execPath, ['--import', 'tsx', script, folder, 'killed'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const accepted: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      if (line === 'open') await expect(open(folder)).rejects.toMatchObject({ code: 'store-in-use' });
      else accepted.push(line);
      if (accepted.length === 40) break;
    }
    const gone = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGKILL');
    await gone;
    const after = await open(folder);
    for (const id of accepted)
      expect(await after.jobs.accept({ id, event: 'pull_request.opened', errand: undefined })).toBe('known');
    // What was under way in the process that is gone waits again, without waiting for its lease.
    expect(await after.records.overview()).toMatchObject({ active: 0 });
  });

  it('opens for one at a time', async () => {
    const folder = copied();
    const first = await open(folder);
    await expect(createStore({ folder })).rejects.toMatchObject({
      code: 'store-in-use',
      message: 'Another Galley uses this data folder',
    });
    await first.close();
    await (await open(folder)).ping();
  });

  it('takes over the lock of a process whose number another has by now', async () => {
    const folder = copied();
    const { hostname } = await import('node:os');
    const holder = { process: process.ppid, began: '1', host: hostname(), token: 'gone' };
    writeFileSync(join(folder, 'lock'), JSON.stringify(holder));
    await (await open(folder)).ping();
  });

  it.each(['ENOSPC', 'EROFS'])('R20: %s: says so, accepts nothing, and recovers by itself', async (code) => {
    let isBroken = false;
    const beforeWrite = (): void => {
      if (isBroken) throw Object.assign(new Error(code), { code });
    };
    const { jobs, records, ping } = await open(copied(), { disk: { beforeWrite } });
    const before = delivery(reviewOf(newPull(), sha('a')));
    await jobs.accept(before);
    isBroken = true;
    const during = delivery(reviewOf(newPull(), sha('a')));
    for (let times = 0; times < 3; times += 1)
      await expect(jobs.accept(during)).rejects.toMatchObject(unavailable);
    isBroken = false;
    await expect
      .poll(
        () =>
          ping().then(
            () => true,
            () => false,
          ),
        { timeout: 30_000, interval: 300 },
      )
      .toBe(true);
    expect(await jobs.accept(before)).toBe('known');
    expect(await jobs.accept(during)).toBe('accepted');
    expect((await records.totals()).deliveries.open).toBe(2);
  });

  it('waits longer before each new try', async () => {
    const { jobs } = await open(copied(), { backoffSeconds: 1, tries: 3 });
    await jobs.accept(delivery(reviewOf(newPull(), sha('a'))));
    const failed: number[] = [];
    for (let times = 0; times < 2; times += 1) {
      await expect
        .poll(
          async () => {
            const job = await jobs.take('review', 'w1', minute);
            return job && jobs.fail(job, { code: 'internal', what: 'poison' });
          },
          { timeout: 10_000, interval: 50 },
        )
        .toBe('again');
      failed.push(Date.now());
      expect(await jobs.take('review', 'w1', minute)).toBeUndefined();
    }
    expect((failed[1] ?? 0) - (failed[0] ?? 0)).toBeGreaterThanOrEqual(900);
  });
});

/** Numbers from 0 to 1 that are the same in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
