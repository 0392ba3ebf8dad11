import { describe, expect, test } from 'vitest';
import { createAppLog } from '../../../../../src/entry/app/log/create-app-log.ts';
import { createWorker, type WorkerOptions } from '../../../../../src/entry/app/worker/create-worker.ts';
import { GalleyError } from '../../../../../src/errors.ts';
import { silentLog } from '../../../../../src/log.ts';
import type { CommandErrand } from '../../../../../src/review/jobs/errand.ts';
import type { Job, JobStore, Lane } from '../../../../../src/review/jobs/job-store.ts';
import type { JobResult } from '../../../../../src/review/jobs/job-result.ts';
import { memoryJobStore, type MemoryJobStore } from '../../../../ports/memory-job-store.ts';
import { manualClock } from './manual-clock.ts';

const placesOf = (review: number) => ({ review, command: 4, answer: 1, long: 1 });
const done: JobResult = { kind: 'ended', end: 'posted', why: 'done' };

function accept({ jobs }: MemoryJobStore, number: number, head = String(number).repeat(40)) {
  const pull = { repository: 'olga/proof', number };
  const errand = { kind: 'review', installation: 1, pull, head, isForced: false } as const;
  return jobs.accept({ id: `${number}@${head.slice(0, 4)}`, event: 'x', errand });
}

type SceneChanges = Partial<WorkerOptions> & { readonly storeOf?: (jobs: JobStore) => JobStore };

/** A worker whose jobs end when the test says so, and on whose clock nothing happens by itself. */
function scene({ storeOf = (jobs) => jobs, ...changes }: SceneChanges = {}) {
  const clock = manualClock();
  const memory = memoryJobStore({ clock: clock.now, tries: 2 });
  const begun: { readonly job: Job; readonly signal: AbortSignal; end: (result: JobResult) => void }[] = [];
  const worker = createWorker({
    ...{ store: storeOf(memory.jobs), name: 'w', places: placesOf(1), log: silentLog, clock },
    run: (job, signal) => new Promise((end) => begun.push({ job, signal, end })),
    ...changes,
  });
  const states = () => [...memory.state.jobs.values()].map(({ state }) => state);
  return { clock, memory, begun, worker, states };
}

const unavailable = () => Promise.reject(new GalleyError('store-unavailable', { what: 'No.' }));

describe('a worker', () => {
  test('has as many jobs as it has places, and takes the next one as soon as one ends', async () => {
    const { clock, memory, begun, worker, states } = scene();
    await accept(memory, 1);
    await accept(memory, 2);
    worker.start();
    await clock.settle();
    expect([begun.length, worker.active()]).toEqual([1, 1]);
    begun[0]?.end(done);
    await clock.settle();
    expect(states()).toEqual(['posted', 'active']);
    begun[1]?.end(done);
    await clock.settle();
    expect([states(), worker.active()]).toEqual([['posted', 'posted'], 0]);
    await worker.stop(0);
  });

  test('logs when a job begins and when it ends, and each line between with what it is about', async () => {
    const lines: Record<string, unknown>[] = [];
    const write = (text: string) => void lines.push(JSON.parse(text) as Record<string, unknown>);
    const log = createAppLog({ form: 'json', least: 'info', hide: (text) => text, write, now: () => 0 });
    const { clock, memory, worker } = scene({
      log,
      run: async () => {
        log.warn('something of many jobs');
        return done;
      },
      deliveriesOf: async () => ['d1', 'd2'],
    });
    await accept(memory, 1);
    worker.start();
    await clock.settle();
    await worker.stop(0);
    const [id] = memory.state.jobs.keys();
    const about = { job: id, kind: 'review', repository: 'olga/proof', pull: 1 };
    expect(lines).toMatchObject([
      { message: 'a job begins', ...about, attempt: 1, head: '1'.repeat(40) },
      { message: 'something of many jobs', ...about },
      { message: 'a job ended', ...about, end: 'posted', deliveries: 'd1 d2' },
    ]);
  });

  test('finds what others accepted within half a second, and its own at once', async () => {
    const { clock, memory, begun, worker } = scene();
    worker.start();
    await clock.settle();
    await accept(memory, 1);
    await clock.settle();
    expect(begun).toHaveLength(0);
    await clock.pass(500);
    expect(begun).toHaveLength(1);
    begun[0]?.end(done);
    await clock.settle();
    await accept(memory, 2);
    worker.wake();
    await clock.settle();
    expect(begun).toHaveLength(2);
    await worker.stop(0);
  });

  test('looks into the lane that it is told of and into no other', async () => {
    const asked: Lane[] = [];
    const { clock, memory, begun, worker } = scene({
      storeOf: (jobs) => ({
        ...jobs,
        take(lane, ...rest) {
          asked.push(lane);
          return jobs.take(lane, ...rest);
        },
      }),
    });
    worker.start();
    await clock.settle();
    asked.length = 0;
    await accept(memory, 1);
    worker.wake('command');
    await clock.settle();
    expect([asked, begun.length]).toEqual([['command'], 0]);
    worker.wake('review');
    await clock.settle();
    expect([asked, begun.length]).toEqual([['command', 'review'], 1]);
    begun[0]?.end(done);
    await worker.stop(0);
  });

  test('passes a command on, and finds it at once where it went', async () => {
    const { clock, memory, begun, worker, states } = scene();
    const errand: CommandErrand = {
      ...({ kind: 'command', installation: 1, pull: { repository: 'olga/proof', number: 1 } } as const),
      ...{ by: 'olga', command: { name: 'docs' }, comment: { id: 5, kind: 'conversation' } },
    };
    await memory.jobs.accept({ id: 'd1', event: 'issue_comment.created', errand });
    worker.start();
    await clock.settle();
    const read: CommandErrand = { ...errand, isRead: true };
    begun[0]?.end({ kind: 'passed', errand: read });
    await clock.settle();
    expect(begun[1]?.job).toMatchObject({ id: begun[0]?.job.id, errand: read, attempt: 1 });
    begun[1]?.end(done);
    await clock.settle();
    expect(states()).toEqual(['posted']);
    await worker.stop(0);
  });

  test('stops a job that nobody wants any more within two seconds (R6)', async () => {
    const { clock, memory, begun, worker } = scene();
    await accept(memory, 1, 'a'.repeat(40));
    worker.start();
    await clock.settle();
    await accept(memory, 1, 'b'.repeat(40));
    await clock.pass(2_000);
    expect(begun[0]?.signal.aborted).toBe(true);
    begun[0]?.end({ kind: 'ended', end: 'superseded', why: 'pushed' });
    await clock.settle();
    expect(begun[1]?.job.errand).toMatchObject({ head: 'b'.repeat(40) });
    await worker.stop(0);
  });

  test('keeps its lease as long as it works, whatever is done to the clock on the wall (R9)', async () => {
    const { clock, memory, begun, worker } = scene();
    await accept(memory, 1);
    worker.start();
    await clock.settle();
    for (let minute = 0; minute < 120; minute += 1) await clock.pass(1_000);
    const [first] = begun;
    expect(first && (await memory.jobs.isHeld(first.job))).toBe(true);
    expect(first?.signal.aborted).toBe(false);
    await worker.stop(0);
  });

  test('stops what it could not renew until its lease was over', async () => {
    const clock = manualClock();
    const memory = memoryJobStore({ clock: clock.now });
    const begun: AbortSignal[] = [];
    const worker = createWorker({
      ...{ store: { ...memory.jobs, renew: unavailable }, name: 'w', places: placesOf(1) },
      ...{ log: silentLog, clock },
      run: (_, signal) => new Promise(() => begun.push(signal)),
    });
    await accept(memory, 1);
    worker.start();
    for (let second = 0; second < 29; second += 1) await clock.pass(1_000);
    expect(begun[0]?.aborted).toBe(false);
    for (let second = 0; second < 4; second += 1) await clock.pass(1_000);
    expect(begun[0]?.aborted).toBe(true);
    const stopped = worker.stop(0);
    await clock.pass(1_000);
    await stopped;
  });
});

describe('a worker that meets trouble', () => {
  test('goes on after a job that throws, and after one that always fails (R22)', async () => {
    const { clock, memory, worker, states } = scene({
      run: async ({ errand }) => {
        if ('pull' in errand && errand.pull.number === 1) throw new TypeError('poison');
        return done;
      },
    });
    await accept(memory, 1);
    await accept(memory, 2);
    worker.start();
    await clock.settle();
    expect(states()).toEqual(['dead', 'posted']);
    await worker.stop(0);
  });

  test('waits for a database that is away, and loses no end of a job', async () => {
    const clock = manualClock();
    const memory = memoryJobStore({ clock: clock.now });
    let isAway = true;
    const unless = <T>(work: () => Promise<T>): Promise<T> => (isAway ? unavailable() : work());
    const states = () => [...memory.state.jobs.values()].map(({ state }) => state);
    const worker = createWorker({
      store: {
        ...memory.jobs,
        take: (...args) => unless(() => memory.jobs.take(...args)),
        finish: (...args) => unless(() => memory.jobs.finish(...args)),
      },
      ...{ name: 'w', places: placesOf(1), log: silentLog, clock },
      run: async () => {
        isAway = true;
        return done;
      },
    });
    await accept(memory, 1);
    worker.start();
    await clock.pass(10_000);
    expect(states()).toEqual(['waiting']);
    isAway = false;
    await clock.pass(2_000);
    expect(states()).toEqual(['active']);
    isAway = false;
    await clock.pass(1_000);
    expect(states()).toEqual(['posted']);
    await worker.stop(0);
  });
});

describe('a worker that stops (R8)', () => {
  test('takes nothing more, lets end what ends in time, and gives back the rest', async () => {
    const { clock, memory, begun, worker, states } = scene({ places: placesOf(2) });
    await accept(memory, 1);
    await accept(memory, 2);
    worker.start();
    await clock.settle();
    const stopped = worker.stop(8_000);
    await accept(memory, 3);
    await clock.pass(1_000);
    begun[0]?.end(done);
    await clock.pass(5_000);
    expect(begun[1]?.signal.aborted).toBe(true);
    await clock.pass(4_000);
    await stopped;
    expect(states()).toEqual(['posted', 'waiting', 'waiting']);
    expect(begun).toHaveLength(2);
    expect([...memory.state.jobs.values()].map(({ failures }) => failures)).toEqual([0, 0, 0]);
  });
});
