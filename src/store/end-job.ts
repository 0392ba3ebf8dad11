import { randomUUID } from 'node:crypto';
import type { DeliveryEnd, Job, JobProblem, Lane, ReviewRecord } from '../review/jobs/job-store.ts';
import type { Operations } from './operations.ts';
import type { Sql } from './database.ts';
import { isAccident, pauseAfterLoss } from './pause-after-loss.ts';
import { writeJson } from './write-json.ts';

/** A job under way, as its row says. */
export interface HeldRow {
  readonly id: string;
  readonly lane: Lane;
  readonly key: string;
  readonly turn: string;
  readonly failures: number;
  readonly superseded: 'pushed' | 'closed' | null;
}

export type JobName = Pick<Job, 'id' | 'fence'>;

interface Ending {
  readonly record?: ReviewRecord | undefined;
  readonly problem?: JobProblem;
}

/** Nothing happens where the job is in other hands by now. */
export async function endJob(
  operations: Operations,
  job: JobName,
  end: DeliveryEnd,
  record: ReviewRecord | undefined,
): Promise<void> {
  await withHeld(operations, job, (row, sql) => endHeld(operations, sql, row, end, { record }));
}

export async function failJob(
  operations: Operations,
  job: JobName,
  problem: JobProblem,
): Promise<'again' | 'dead'> {
  const { queue, now } = operations;
  const outcome = await withHeld(operations, job, async (row, sql) => {
    if (row.superseded !== null) {
      await endHeld(operations, sql, row, 'superseded', { problem });
      return 'again';
    }
    const { dueAt } = await queue.failed(row.turn, row.lane, problem.code, sql);
    if (dueAt === undefined) {
      await endHeld(operations, sql, row, 'dead', { problem });
      return 'dead';
    }
    await sql.query(`select galley.put_back($1, 'again', $2, true, $3::jsonb, $4::bigint, $5::bigint)`, [
      row.id,
      row.turn,
      problemJson(problem),
      Math.round(dueAt),
      now(),
    ]);
    await putNext(operations, sql, row);
    return 'again';
  });
  return outcome ?? 'again';
}

/** A worker that dies is seldom the fault of its job, which has as many tries again before it is given up for that. */
const lostTries = 2;

/** It is due at once, before all others, and no try is spent. */
export async function releaseJob(operations: Operations, job: JobName): Promise<void> {
  await withHeld(operations, job, async (row, sql) => {
    if (row.superseded !== null) return endHeld(operations, sql, row, 'superseded', {});
    await putBack(operations, sql, row, { isFirst: true, afterMs: 0 });
  });
}

/** It has lost its worker once more: it is due at once, or, where that happens again and again, after others and later. */
export async function loseJob(operations: Operations, job: JobName, problem: JobProblem): Promise<void> {
  const { tries, backoffSeconds } = operations;
  await withHeld(operations, job, async (row, sql) => {
    if (row.superseded !== null) return endHeld(operations, sql, row, 'superseded', { problem });
    const losses = row.failures + 1;
    if (losses >= lostTries * tries) {
      // Its last worker did not end its check, as one does that fails: who does is held back until this job has ended.
      await sql.query('select galley.end_left($1, $2::bigint)', [row.id, operations.now()]);
      return endHeld(operations, sql, row, 'dead', { problem });
    }
    // What was lost together comes back apart: one of them may be the cause.
    const afterMs = (pauseAfterLoss(losses, backoffSeconds * 1000) * (1 + Math.random())) / 2;
    await putBack(operations, sql, row, { isFirst: isAccident(losses), problem, isFailure: true, afterMs });
  });
}

/** It is due later, and no try is spent. */
export async function postponeJob(
  operations: Operations,
  job: JobName,
  problem: JobProblem,
  afterMs: number,
): Promise<void> {
  await withHeld(operations, job, async (row, sql) => {
    if (row.superseded !== null) return endHeld(operations, sql, row, 'superseded', { problem });
    await putBack(operations, sql, row, { problem, afterMs });
  });
}

interface PutBack {
  readonly afterMs: number;
  readonly problem?: JobProblem;
  readonly isFailure?: boolean;
  readonly isFirst?: boolean;
}

async function putBack(
  operations: Operations,
  sql: Sql,
  row: HeldRow,
  { afterMs, problem, isFailure = false, isFirst = false }: PutBack,
): Promise<void> {
  const { queue, now } = operations;
  await queue.done(row.turn, row.lane, sql);
  const turn = randomUUID();
  await sql.query(
    `select galley.put_back($1, $2, $3, $4, $5::jsonb, galley.clock($7::bigint) + $6::bigint, $7::bigint)`,
    [
      ...[row.id, isFirst ? 'waiting' : 'again', turn, isFailure],
      ...[problem ? problemJson(problem) : null, Math.round(afterMs), now()],
    ],
  );
  const failures = row.failures + (isFailure ? 1 : 0);
  await queue.put([{ turn, job: row.id, lane: row.lane, failures, isFirst, afterMs }], sql);
  await putNext(operations, sql, row);
}

/** Undefined, and no work: the job is in other hands by now. */
export async function withHeld<T>(
  { database }: Operations,
  job: JobName,
  work: (row: HeldRow, sql: Sql) => Promise<T>,
): Promise<T | undefined> {
  return database.transaction(async (sql) => {
    const [row] = await sql.query<HeldRow>(
      'select id, lane, key, turn, failures, superseded from galley.hold_job($1, $2)',
      [job.id, job.fence],
    );
    return row && work(row, sql);
  });
}

export async function endHeld(
  operations: Operations,
  sql: Sql,
  row: HeldRow,
  end: DeliveryEnd,
  { record, problem }: Ending,
): Promise<void> {
  await sql.query(`select galley.end_job($1, $2, $3, $4::jsonb, $5::jsonb, $6::bigint)`, [
    ...[row.id, end, record?.head ?? null],
    ...[record ? writeJson(record) : null, problem ? problemJson(problem) : null, operations.now()],
  ]);
  await operations.queue.done(row.turn, row.lane, sql);
  await putNext(operations, sql, row);
}

/** What was held back while this one was under way. */
export async function putNext({ queue }: Operations, sql: Sql, { lane, key }: HeldRow): Promise<void> {
  const rows = await sql.query<{ turn: string; job: string; failures: number }>(
    'select turn, id as job, failures from galley.next_turn($1, $2)',
    [lane, key],
  );
  await queue.put(
    rows.map((row) => ({ ...row, lane })),
    sql,
  );
}

function problemJson({ code, what }: JobProblem): string {
  return writeJson({ code, what: what.slice(0, 1000) });
}
