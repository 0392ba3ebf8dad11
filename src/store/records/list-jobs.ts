import type { Errand } from '../../review/jobs/errand.ts';
import type { JobDetail, JobFilter, JobRow, JobState, Page, Paged } from '../../review/jobs/job-records.ts';
import type { DeliveryEnd, JobProblem, ReviewRecord } from '../../review/jobs/job-store.ts';
import { pullName } from '../../review/jobs/pull-name.ts';
import type { Sql } from '../database.ts';
import { orUndefined } from './or-undefined.ts';

interface Row {
  readonly id: string;
  readonly errand: Errand;
  readonly state: JobState;
  readonly failures: number;
  readonly accepted_at: number;
  readonly started_at: number | null;
  readonly ended_at: number | null;
  readonly worker: string | null;
  readonly progress: string | null;
  readonly problem: JobProblem | null;
  readonly verdict: ReviewRecord['verdict'] | null;
}

const columns = `j.id, j.errand, j.state, j.failures, j.accepted_at::float8 as accepted_at,
  j.started_at::float8 as started_at, j.ended_at::float8 as ended_at, j.worker, j.progress,
  j.problem - 'since' as problem, r.verdict`;

export async function listJobs(sql: Sql, { state, pull }: JobFilter, page: Page): Promise<Paged<JobRow>> {
  const values: unknown[] = [];
  const conditions: string[] = [];
  if (state !== undefined) conditions.push(`j.state = $${values.push(state)}`);
  if (pull !== undefined) conditions.push(`j.key = $${values.push(pullName(pull))}`);
  const where = conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`;
  const [counted] = await sql.query<{ total: number }>(
    `select count(*)::int as total from galley.jobs j ${where}`,
    values,
  );
  const rows = await sql.query<Row>(
    `select ${columns} from (
       select * from galley.jobs j ${where} order by touched_at desc, id
       limit $${values.length + 1} offset $${values.length + 2}
     ) j left join galley.reviews r on r.job = j.id order by j.touched_at desc, j.id`,
    [...values, page.limit, page.offset],
  );
  return { rows: rows.map(rowOf), total: counted?.total ?? 0 };
}

export async function readJob(sql: Sql, id: string): Promise<JobDetail | undefined> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return undefined;
  const [row] = await sql.query<Row & { record: ReviewRecord | null }>(
    `select ${columns}, r.record from galley.jobs j left join galley.reviews r on r.job = j.id where j.id = $1`,
    [id],
  );
  if (row === undefined) return undefined;
  const deliveries = await sql.query<{ id: string; event: string; at: number; ended: DeliveryEnd | null }>(
    'select id, event, at::float8 as at, ended from galley.deliveries where job = $1 order by at, id',
    [id],
  );
  return {
    ...rowOf(row),
    deliveries: deliveries.map(({ ended, ...rest }) => ({ ...rest, end: orUndefined(ended) })),
    record: row.record ? recordOf(row.record) : undefined,
  };
}

function rowOf(row: Row): JobRow {
  return {
    ...{ id: row.id, errand: row.errand, state: row.state },
    attempt: row.state === 'dead' ? row.failures : row.failures + 1,
    acceptedAt: row.accepted_at,
    startedAt: orUndefined(row.started_at),
    endedAt: orUndefined(row.ended_at),
    worker: orUndefined(row.worker),
    progress: orUndefined(row.progress),
    problem: orUndefined(row.problem),
    verdict: orUndefined(row.verdict),
  };
}

/** JSON leaves out what is undefined. */
function recordOf(record: ReviewRecord): ReviewRecord {
  return { ...record, url: record.url, model: record.model, quantisation: record.quantisation };
}
