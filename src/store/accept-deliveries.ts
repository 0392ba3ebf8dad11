import { setTimeout as sleep } from 'node:timers/promises';
import type { Delivery, JobStore, Lane } from '../review/jobs/job-store.ts';
import { keyOfErrand } from '../review/jobs/key-of-errand.ts';
import { laneOfErrand } from '../review/jobs/lane-of-errand.ts';
import type { Database } from './database.ts';
import type { Queue } from './open-queue.ts';
import { isOwnFault } from './unavailable.ts';
import { plainText, writeJson } from './write-json.ts';

/** Deliveries of one transaction. */
const batchSize = 100;
/**
 * After each transaction, in milliseconds: one costs as much as what five deliveries add to it, and in a flood GitHub's
 * deliveries are a few milliseconds apart. One that comes alone does not wait.
 */
const gatherMs = 20;

interface Waiting {
  readonly delivery: Delivery;
  readonly onJob: ((job: string) => void) | undefined;
  readonly resolve: (answer: 'accepted' | 'known') => void;
  readonly reject: (reason: unknown) => void;
}

interface Answer {
  readonly known: readonly string[];
  readonly turns: readonly { readonly turn: string; readonly job: string; readonly lane: Lane }[];
  readonly stopped: readonly string[];
  /** By delivery. */
  readonly jobs: Readonly<Record<string, string>>;
}

export interface AcceptOptions {
  readonly database: Database;
  readonly queue: Queue;
  /** Milliseconds since 1970; null: of the database. */
  readonly now: () => number | null;
  /** These jobs, under way anywhere, are not wanted any more. */
  readonly onStopped: (jobs: readonly string[]) => void;
}

/**
 * Deliveries that come while one transaction runs, or soon after, share the next: waiting for the disk once is enough for
 * all of them.
 */
export function acceptDeliveries(options: AcceptOptions): JobStore['accept'] {
  const waiting: Waiting[] = [];
  let isRunning = false;

  async function run(): Promise<void> {
    isRunning = true;
    // What arrived in the same moment comes along.
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0) {
      await answerAll(waiting.splice(0, batchSize), options);
      if (waiting.length < batchSize) await sleep(gatherMs);
    }
    isRunning = false;
  }
  return (delivery, onJob) =>
    new Promise((resolve, reject) => {
      waiting.push({ delivery, onJob, resolve, reject });
      if (!isRunning) void run();
    });
}

async function answerAll(batch: readonly Waiting[], options: AcceptOptions): Promise<void> {
  // One delivery twice in one batch: the second knows the first.
  const first = new Map(batch.map((one) => [one.delivery.id, one]).reverse() as [string, Waiting][]);
  try {
    const { known, stopped, jobs } = await keep([...first.values()], options);
    options.onStopped(stopped);
    for (const one of batch) {
      const id = plainText(one.delivery.id);
      const job = jobs[id];
      if (job !== undefined) one.onJob?.(job);
      const isFirst = first.get(one.delivery.id) === one;
      one.resolve(isFirst && !known.includes(id) ? 'accepted' : 'known');
    }
  } catch (error) {
    if (batch.length > 1 && isOwnFault(error)) for (const one of batch) await answerAll([one], options);
    else for (const one of batch) one.reject(error);
  }
}

async function keep(batch: readonly Waiting[], options: AcceptOptions): Promise<Answer> {
  const { database, queue, now } = options;
  const rows = batch.map(({ delivery: { id, event, errand } }) => ({
    id,
    event,
    errand,
    key: errand && keyOfErrand(errand),
    lane: errand && laneOfErrand(errand),
  }));
  return database.transaction(async (sql) => {
    const [row] = await sql.query<{ answer: Answer }>(
      'select galley.accept($1::jsonb, $2::bigint) as answer',
      [writeJson(rows), now()],
    );
    if (row === undefined) throw new Error('galley.accept gave no row');
    await queue.put(row.answer.turns, sql);
    return row.answer;
  });
}
