import type { Errand } from '../review/jobs/errand.ts';
import type { Job, JobStore, Lane } from '../review/jobs/job-store.ts';
import { acceptDeliveries } from './accept-deliveries.ts';
import { findInvalidBase, findUnreviewed, findWithoutModel, listLeftHeads } from './ask-heads.ts';
import type { Sql } from './database.ts';
import { endJob, failJob, postponeJob, releaseJob } from './end-job.ts';
import { forgetRepositories } from './forget-repositories.ts';
import type { Operations } from './operations.ts';
import { passJob } from './pass-job.ts';
import { pruneStore } from './prune-store.ts';
import { reapJobs } from './reap-jobs.ts';
import { takeTurn } from './take-turn.ts';
import { plainText } from './write-json.ts';

type Why = 'pushed' | 'closed' | undefined;

/** Why each job in the hands of this process is not wanted any more, as far as it is known. */
type Held = Map<string, { why: Why }>;

/** `reapAll`: for a database that nobody else uses, when it is opened: every job that was under way is lost. */
export function createJobStore(
  operations: Operations,
): Omit<JobStore, 'close'> & { reapAll(): Promise<number> } {
  const { database, queue, now } = operations;
  const held: Held = new Map();
  const accept = acceptDeliveries({ database, queue, now, onStopped: (jobs) => jobs.forEach(askAgain) });
  // Why it was stopped is told by the row; `renew` would read it a second later.
  const askAgain = (job: string): void => {
    if (held.has(job)) void readWhy(database, held, [job]).catch(() => undefined);
  };

  return {
    accept,
    take: (lane, worker, leaseMs) => take(operations, held, lane, worker, leaseMs),
    async renew(worker, leaseMs) {
      const rows = await database.query<{ id: string; superseded: Why | null }>(
        `update galley.jobs set lease_until = galley.clock($1::bigint) + $2::bigint
         where worker = $3 and state = 'active' returning id, superseded`,
        [now(), Math.round(leaseMs), worker],
      );
      for (const { id, superseded } of rows) note(held, id, superseded);
    },
    async isHeld(job) {
      const rows = await database.query(
        `select 1 from galley.jobs where id = $1 and fence = $2 and state = 'active'
         and lease_until > galley.clock($3::bigint)`,
        [job.id, job.fence, now()],
      );
      return rows.length > 0;
    },
    async progress(job, text) {
      await database.query(
        `update galley.jobs set progress = $3 where id = $1 and fence = $2 and state = 'active'`,
        [job.id, job.fence, plainText(text).slice(0, 200)],
      );
    },
    async finish(job, end, record) {
      await endJob(operations, job, end, record);
      held.delete(job.id);
    },
    async fail(job, problem) {
      const outcome = await failJob(operations, job, problem);
      held.delete(job.id);
      return outcome;
    },
    async postpone(job, problem, afterMs) {
      await postponeJob(operations, job, problem, afterMs);
      held.delete(job.id);
    },
    async pass(job, errand) {
      await passJob(operations, job, errand);
      held.delete(job.id);
    },
    async release(job) {
      await releaseJob(operations, job);
      held.delete(job.id);
    },
    reap: () => reapJobs(operations, false),
    reapAll: () => reapJobs(operations, true),
    async hasReview({ pull, head, configuration }) {
      const rows = await database.query(
        `select 1 from galley.reviews where repository = $1 and number = $2 and head = $3 and configuration = $4
         and record ->> 'isModelAway' is null limit 1`,
        [pull.repository, pull.number, head, configuration],
      );
      return rows.length > 0;
    },
    unreviewed: (pull, head) => findUnreviewed(database, pull, head),
    invalidBase: (pull, head) => findInvalidBase(database, pull, head),
    withoutModel: (pull, head) => findWithoutModel(database, pull, head),
    leftHeads: (pull, head) => listLeftHeads(database, pull, head),
    takeTurn: (name, restMs) => takeTurn(operations, name, restMs),
    async isPaused(pull) {
      const [row] = await database.query<{ is_paused: boolean }>(
        'select is_paused from galley.pulls where repository = $1 and number = $2',
        [pull.repository, pull.number],
      );
      return row?.is_paused ?? false;
    },
    async setPaused(pull, isPaused, by) {
      await database.query(
        `insert into galley.pulls (repository, number, installation, is_paused, paused_by, last_at)
         values ($1, $2, 0, $3, $4, galley.clock($5::bigint))
         on conflict (repository, number) do update set is_paused = $3, paused_by = $4`,
        [pull.repository, pull.number, isPaused, plainText(by), now()],
      );
    },
    forget: (installation, repositories) => forgetRepositories(operations, installation, repositories),
    revive: (id) => revive(operations, id),
    async reviveAll() {
      const dead = await database.query<{ id: string }>(
        `select id from galley.jobs where state = 'dead' order by touched_at, id`,
      );
      let count = 0;
      for (const { id } of dead) if (await revive(operations, id)) count += 1;
      return count;
    },
    prune: (days) => pruneStore(operations, days),
  };
}

interface JobRowOfTake {
  readonly id: string;
  readonly errand: Errand;
  readonly failures: number;
  readonly fence: number;
  readonly put_off_ms: number;
}

async function take(
  { database, queue, now }: Operations,
  held: Held,
  lane: Lane,
  worker: string,
  leaseMs: number,
): Promise<Job | undefined> {
  const row = await database.transaction(async (sql) => {
    for (;;) {
      const next = await queue.next(lane, sql);
      if (next === undefined) return undefined;
      const [job] = await sql.query<JobRowOfTake>(
        `select id, errand, failures, fence::float8 as fence,
           greatest(0, galley.clock($5::bigint) - (problem ->> 'since')::bigint)::float8 as put_off_ms
         from galley.start_job($1, $2, $3, $4::bigint, $5::bigint)`,
        [next.turn, next.job, plainText(worker), Math.round(leaseMs), now()],
      );
      if (job) return job;
      // Not wanted any more, or its pull request is busy: then it gets another turn.
      await queue.done(next.turn, lane, sql);
    }
  });
  if (row === undefined) return undefined;
  const state: { why: Why } = { why: undefined };
  held.set(row.id, state);
  const { id, errand, failures, fence, put_off_ms: putOffMs } = row;
  return { id, errand, attempt: failures + 1, putOffMs, fence, whySuperseded: () => state.why };
}

async function readWhy(sql: Sql, held: Held, ids: readonly string[]): Promise<void> {
  const rows = await sql.query<{ id: string; superseded: Why | null }>(
    `select id, superseded from galley.jobs where id = any($1::uuid[]) and state = 'active'`,
    [ids],
  );
  for (const { id, superseded } of rows) note(held, id, superseded);
}

function note(held: Held, id: string, superseded: Why | null): void {
  const state = held.get(id);
  if (state) state.why = superseded ?? undefined;
}

async function revive({ database, queue, now }: Operations, id: string): Promise<boolean> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return false;
  return database.transaction(async (sql) => {
    const [row] = await sql.query<{ done: boolean; turn: string | null; job: string; lane: Lane }>(
      `select done, (queued).turn, (queued).id as job, (queued).lane
       from galley.revive($1, galley.clock($2::bigint))`,
      [id, now()],
    );
    if (row?.turn) await queue.put([{ turn: row.turn, job: row.job, lane: row.lane }], sql);
    return row?.done ?? false;
  });
}
