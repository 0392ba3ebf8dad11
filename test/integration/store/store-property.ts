import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Delivery, DeliveryEnd, Job } from '../../../src/review/jobs/job-store.ts';
import { delivery, endsOf, minute, newPull, recordOf, reviewOf, sha } from './store-scene.ts';
import type { TestedStore } from './store-scene.ts';

/** What may happen next. `which`: the pull request, the worker, or which of the deliveries so far comes again. */
type Step =
  | { readonly kind: 'push' | 'late' | 'close' | 'forced'; readonly which: number }
  | { readonly kind: 'redeliver' | 'twice'; readonly which: number }
  | { readonly kind: 'take' | 'finish' | 'fail' | 'release' | 'lose'; readonly which: number };

const kinds = [
  ...['push', 'push', 'late', 'close', 'forced', 'redeliver', 'twice'],
  ...['take', 'take', 'take', 'finish', 'finish', 'fail', 'release', 'lose'],
] as Step['kind'][];

const steps = fc.array(fc.record({ kind: fc.constantFrom(...kinds), which: fc.nat(7) }), {
  minLength: 5,
  maxLength: 40,
});

/** Deliveries, pushes and workers in any order: nothing is lost, nothing is done twice, only the newest head is posted. */
export function describeInterleavings(
  opened: () => { readonly store: TestedStore; readonly move: (ms: number) => void },
  numRuns: number,
): void {
  describe('R2, R4, R5, R6: whatever the order', () => {
    it('every delivery ends, and the newest head has one review', async () => {
      await fc.assert(
        fc.asyncProperty(steps, async (list) => {
          await play(opened().store, opened().move, list);
        }),
        { numRuns, seed: 8 },
      );
    });
  });
}

interface World {
  readonly store: TestedStore;
  readonly pulls: readonly { readonly key: ReturnType<typeof newPull>; heads: number; isClosed: boolean }[];
  readonly deliveries: Delivery[];
  /** In the hands of a worker, by its number. */
  readonly working: Map<number, Job>;
  /** Heads that were posted, by pull request. */
  readonly posted: string[];
  fence: number;
}

async function play(store: TestedStore, move: (ms: number) => void, list: readonly Step[]): Promise<void> {
  const pulls = [newPull(), newPull()].map((key) => ({ key, heads: 0, isClosed: false }));
  const world: World = { store, pulls, deliveries: [], working: new Map(), posted: [], fence: 0 };
  for (const step of list) await act(world, move, step);
  for (const [worker] of world.working) await act(world, move, { kind: 'finish', which: worker });
  for (let rest = 0; rest < 200; rest += 1) {
    await act(world, move, { kind: 'take', which: 0 });
    if (world.working.size === 0) break;
    await act(world, move, { kind: 'finish', which: 0 });
  }
  await check(world);
}

async function act(world: World, move: (ms: number) => void, { kind, which }: Step): Promise<void> {
  const { store, deliveries, working } = world;
  const pull = world.pulls[which % world.pulls.length];
  const worker = which % 3;
  const job = working.get(worker);
  const again = deliveries[which % Math.max(1, deliveries.length)];
  if (pull === undefined) return;
  if (kind === 'push') {
    pull.heads += 1;
    pull.isClosed = false;
    await accept(world, delivery(reviewOf(pull.key, headOf(pull.heads))));
  } else if (kind === 'late' && pull.heads > 1)
    await accept(world, delivery(reviewOf(pull.key, headOf(pull.heads - 1))));
  else if (kind === 'forced' && pull.heads > 0 && !pull.isClosed)
    await accept(world, delivery(reviewOf(pull.key, undefined, true)));
  else if (kind === 'close') {
    pull.isClosed = true;
    await accept(world, delivery({ kind: 'close', installation: 1, pull: pull.key }));
  } else if (kind === 'redeliver' && again) await store.jobs.accept(again);
  else if (kind === 'twice' && again) await Promise.all([store.jobs.accept(again), store.jobs.accept(again)]);
  else if (kind === 'take' && !job) await take(world, worker);
  else if (job && ['finish', 'fail', 'release', 'lose'].includes(kind)) {
    working.delete(worker);
    if (kind === 'finish') await finish(world, job);
    if (kind === 'fail') await store.jobs.fail(job, { code: 'internal', what: 'seeded' });
    if (kind === 'release') await store.jobs.release(job);
    if (kind === 'lose') await lose(world, move, job);
  }
}

async function accept({ store, deliveries }: World, one: Delivery): Promise<void> {
  deliveries.push(one);
  expect(await store.jobs.accept(one)).toBe('accepted');
}

async function take(world: World, worker: number): Promise<void> {
  const job = await world.store.jobs.take('review', `worker ${worker}`, minute);
  if (job === undefined) return;
  expect(job.fence).toBeGreaterThan(world.fence);
  world.fence = job.fence;
  for (const other of world.working.values()) expect(pullOf(other)).not.toEqual(pullOf(job));
  world.working.set(worker, job);
}

/** As a worker does it: reviews the newest head, once, and only as long as it is wanted. */
async function finish(world: World, job: Job): Promise<void> {
  const { store, posted } = world;
  const pull = world.pulls.find(({ key }) => key.number === pullOf(job).number);
  if (pull === undefined || job.errand.kind === 'close') return store.jobs.finish(job, 'ignored');
  for (const worker of [0, 1, 2]) await store.jobs.renew(`worker ${worker}`, minute);
  if (job.whySuperseded() !== undefined) return store.jobs.finish(job, 'superseded');
  const head = headOf(pull.heads);
  const record = recordOf(pull.key, head);
  if (await store.jobs.hasReview(record)) return store.jobs.finish(job, 'duplicate');
  expect(await store.jobs.isHeld(job)).toBe(true);
  posted.push(`${pull.key.number} ${head}`);
  await store.jobs.finish(job, 'posted', record);
}

/** Its worker is gone; all others go on. */
async function lose({ store, working }: World, move: (ms: number) => void, job: Job): Promise<void> {
  move(2 * minute);
  // A worker that lives renews in time; here time jumps, and its lease is renewed before anybody looks.
  for (const worker of working.keys()) await store.jobs.renew(`worker ${worker}`, minute);
  await store.jobs.reap();
  expect(await store.jobs.isHeld(job)).toBe(false);
}

async function check({ store, pulls, deliveries, posted }: World): Promise<void> {
  expect(new Set(posted).size).toBe(posted.length);
  const ends = new Map<string, DeliveryEnd | undefined>();
  for (const { key, heads, isClosed } of pulls) {
    const { rows } = await store.records.jobs({ pull: key }, { offset: 0, limit: 500 });
    for (const row of rows) {
      expect(['waiting', 'again', 'active']).not.toContain(row.state);
      for (const [id, end] of Object.entries(await endsOf(store, row.id))) ends.set(id, end);
    }
    const isDead = rows.some(({ state }) => state === 'dead');
    if (heads > 0 && !isClosed && !isDead) expect(posted).toContain(`${key.number} ${headOf(heads)}`);
  }
  for (const { id, errand } of deliveries)
    if (errand?.kind === 'review') expect(ends.get(id), id).toBeDefined();
}

function pullOf({ errand }: Job): ReturnType<typeof newPull> {
  return 'pull' in errand ? errand.pull : { repository: '', number: 0 };
}

function headOf(number: number): string {
  return sha('0123456789abcdef'[number % 16] ?? '0');
}
