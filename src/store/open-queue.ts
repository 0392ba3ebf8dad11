import PgBoss from 'pg-boss';
import type { Log } from '../log.ts';
import type { Lane } from '../review/jobs/job-store.ts';
import type { Database, Sql } from './database.ts';

/** A job's place in the queue. It has one while it is to be done, and none while another of its key is under way. */
export interface Turn {
  readonly turn: string;
  readonly job: string;
  readonly lane: Lane;
  /** Failures before this turn: they count. */
  readonly failures?: number;
  /** Goes before all others: it was under way already. */
  readonly isFirst?: boolean;
  /** Not due before, in milliseconds from now. */
  readonly afterMs?: number;
}

export interface QueueOptions {
  readonly tries: number;
  readonly backoffSeconds: number;
}

/** The queue itself: which job is next, when a failed one is due again, and when it is given up. */
export interface Queue {
  put(turns: readonly Turn[], sql: Sql): Promise<void>;
  /** Undefined: nothing is due. */
  next(lane: Lane, sql: Sql): Promise<{ readonly turn: string; readonly job: string } | undefined>;
  done(turn: string, lane: Lane, sql: Sql): Promise<void>;
  /** `dueAt`: milliseconds since 1970, on the clock of the database; undefined: it was the last try. */
  failed(turn: string, lane: Lane, code: string, sql: Sql): Promise<{ readonly dueAt: number | undefined }>;
  /** Deletes the traces of turns that are over. */
  clear(): Promise<void>;
  /** What was made in the future, since the clock was set back after it, is due as much earlier. */
  mend(): Promise<void>;
  close(): Promise<void>;
}

export const lanes: readonly Lane[] = ['review', 'command', 'answer', 'long'];
const schema = 'galley_queue';
/** What is due at once was due a day ago: it still is when the clock was set back. */
const longDueSeconds = 86_400;

/**
 * The queue on pg-boss, whose timers stay off: leases are ours, since its own expiry ends after a day and cannot be
 * renewed, and its policies for one job at a time let one busy key hold up all others.
 */
export async function openQueue(database: Database, options: QueueOptions, log: Log): Promise<Queue> {
  const boss = new PgBoss({
    ...{ schema, supervise: false, schedule: false, migrate: true },
    db: dbOf(database),
    archiveCompletedAfterSeconds: 3600,
    deleteAfterDays: 1,
  });
  boss.on('error', (error) => log.warn('the queue failed', { error: error.message }));
  await boss.start();
  for (const lane of lanes) await makeQueue(boss, lane, options);
  await indexWaiting(database);
  return {
    async put(turns, sql) {
      if (turns.length === 0) return;
      await boss.insert(
        turns.map((turn) => jobOf(turn, options)),
        { db: dbOf(sql) },
      );
    },
    async next(lane, sql) {
      const failure: { error?: Error } = {};
      const found = await boss.fetch<{ job: string }>(lane, { db: dbOf(sql, failure) });
      // `fetch` takes every error for a busy key.
      if (failure.error !== undefined) throw failure.error;
      const [first] = found;
      return first && { turn: first.id, job: first.data.job };
    },
    async done(turn, lane, sql) {
      await boss.complete(lane, turn, {}, { db: dbOf(sql) });
    },
    async failed(turn, lane, code, sql) {
      const db = dbOf(sql);
      await boss.fail(lane, turn, { code }, { db });
      const job = await boss.getJobById(lane, turn, { db, includeArchive: false });
      return { dueAt: job?.state === 'retry' ? new Date(job.startAfter).getTime() : undefined };
    },
    async clear() {
      await boss.archive();
      await boss.maintain();
    },
    async mend() {
      await database.query(mendSql, [lanes]);
    },
    close: () => boss.stop({ graceful: false, close: false }),
  };
}

/** That a turn failed is not written down: it was after its start. */
const mendSql = `
update ${schema}.job set start_after = start_after - (greatest(created_on, started_on) - now()),
  created_on = least(created_on, now()), started_on = least(started_on, now())
where name = any($1) and state < 'active' and start_after > now() and greatest(created_on, started_on) > now()`;

async function makeQueue(boss: PgBoss, lane: Lane, options: QueueOptions): Promise<void> {
  const settings = {
    name: lane,
    ...{ retryLimit: options.tries - 1, retryDelay: options.backoffSeconds },
    retryBackoff: options.backoffSeconds > 0,
    // Neither may ever end a job by itself: the longest that pg-boss allows.
    ...{ expireInSeconds: 23 * 3600, retentionMinutes: 3650 * 24 * 60 },
  };
  const known = await boss.getQueue(lane);
  if (known === null) await boss.createQueue(lane, settings);
  // Most starts have nothing to write, and need not wait for the disk.
  else if (!isLike(known, settings)) await boss.updateQueue(lane, settings);
}

function isLike(known: object, wanted: object): boolean {
  const of = new Map(Object.entries(known));
  return Object.entries(wanted).every(([name, value]) => of.get(name) === value);
}

/** Without it each take would sort all that wait. */
async function indexWaiting(database: Database): Promise<void> {
  const partitions = await database.query<{ name: string }>(
    `select partition_name as name from ${schema}.queue where name = any($1)`,
    [lanes],
  );
  for (const { name } of partitions)
    await database.query(
      `create index if not exists ${name}_next on ${schema}.${name} (name, priority desc, created_on, id) where state < 'active'`,
    );
}

function jobOf(
  { turn, job, lane, failures = 0, isFirst = false, afterMs = 0 }: Turn,
  options: QueueOptions,
): PgBoss.JobInsert {
  const retryLimit = Math.max(0, options.tries - 1 - failures);
  // A number is taken for seconds, on the clock of the database.
  const startAfter = String(afterMs === 0 ? -longDueSeconds : Math.ceil(afterMs / 1000));
  return { id: turn, name: lane, data: { job }, retryLimit, startAfter, priority: isFirst ? 1 : 0 };
}

/** pg-boss's way to ask a database; `failure` keeps an error that it swallows. */
function dbOf(sql: Sql, failure?: { error?: Error }): PgBoss.Db {
  return {
    async executeSql(text, values?: unknown[]) {
      try {
        return { rows: [...(await sql.query(text, values))] };
      } catch (error) {
        if (failure) failure.error = error instanceof Error ? error : new Error(String(error));
        throw error;
      }
    },
  };
}
