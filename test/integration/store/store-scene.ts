import { randomUUID } from 'node:crypto';
import type { Command, PullKey, ReviewErrand } from '../../../src/review/jobs/errand.ts';
import type { JobRecords } from '../../../src/review/jobs/job-records.ts';
import type {
  Delivery,
  DeliveryEnd,
  Job,
  JobStore,
  ReviewRecord,
  Lane,
} from '../../../src/review/jobs/job-store.ts';

/** A store as tests need it: the real one on either database, and the double in memory. */
export interface TestedStore {
  readonly jobs: JobStore;
  readonly records: JobRecords;
  readonly ping: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface OpenOptions {
  readonly clock: () => number;
  readonly tries: number;
  readonly backoffSeconds: number;
}

export const minute = 60_000;
export const day = 86_400_000;

/** A clock that tests move. It runs with the real one, since a queue measures back-off by that of its database. */
export function movedClock(): { now: () => number; move: (ms: number) => void } {
  let shift = 0;
  return { now: () => Date.now() + shift, move: (ms) => (shift += ms) };
}

let pulls = 0;

/** A pull request that no other test knows. */
export function newPull(): PullKey {
  return { repository: `acme/${randomUUID().slice(0, 8)}`, number: (pulls += 1) };
}

/** `sha('a')`: forty of them. */
export const sha = (letter: string): string => letter.repeat(40);

export function reviewOf(pull: PullKey, head?: string, isForced = false, installation = 1): ReviewErrand {
  return { kind: 'review', installation, pull, head, isForced };
}

export function delivery(errand: Delivery['errand'], event = 'pull_request.synchronize'): Delivery {
  return { id: randomUUID(), event, errand };
}

export function commandOf(pull: PullKey, command: Command = { name: 'why' }): Delivery {
  const comment = { id: 5, kind: 'conversation' as const };
  return delivery(
    { kind: 'command', installation: 1, pull, command, by: 'mona', comment },
    'issue_comment.created',
  );
}

export function recordOf(pull: PullKey, head: string, changes: Partial<ReviewRecord> = {}): ReviewRecord {
  return {
    ...{ pull, head, configuration: 'c1', base: sha('0'), mergeBase: sha('0'), verdict: 'findings' },
    ...{ isComplete: true, url: 'https://forge.example/1', model: 'coder:7b', quantisation: 'Q4_K_M' },
    findings: [{ rule: 'swapped-arguments', posted: 2, fixed: 1, dismissed: 0 }],
    severities: { error: 1, warning: 1, info: 0 },
    coverage: { covered: 3, total: 4 },
    tokens: { prompt: 1000, evaluated: 600, reply: 50 },
    seconds: { read: 1, cut: 0.5, ask: 20, total: 22 },
    ...{ calls: 12, cacheHits: 3, changedLines: 40 },
    files: [{ path: 'src/a.ts', state: 'reviewed', reason: '' }],
    ...{ prompts: ['judge@3'], problems: [] },
    ...changes,
  };
}

/** The next job of a lane, which must be there. */
export async function takeOne({ jobs }: TestedStore, lane: Lane = 'review', worker = 'w1'): Promise<Job> {
  const job = await jobs.take(lane, worker, minute);
  if (job === undefined) throw new Error(`nothing to take in the lane of ${lane}s`);
  return job;
}

/** How the deliveries of a job ended, by id. */
export async function endsOf(
  { records }: TestedStore,
  job: string,
): Promise<Record<string, DeliveryEnd | undefined>> {
  const detail = await records.job(job);
  return Object.fromEntries((detail?.deliveries ?? []).map(({ id, end }) => [id, end]));
}

/** Ends all that earlier tests have left, so that the next job is this test's own. */
export async function drain(store: TestedStore, clock: { move: (ms: number) => void }): Promise<void> {
  clock.move(day);
  await store.jobs.reap();
  for (const lane of ['review', 'command', 'answer', 'long'] as const)
    for (;;) {
      const job = await store.jobs.take(lane, 'drain', minute);
      if (job === undefined) break;
      await store.jobs.finish(job, 'ignored');
    }
}
