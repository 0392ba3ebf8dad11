import type { PullKey } from '../review/jobs/errand.ts';
import type { Unreviewed, WithoutModel } from '../review/jobs/job-store.ts';
import { pullName } from '../review/jobs/pull-name.ts';
import type { Sql } from './database.ts';

/** As JobStore says. */
export async function findUnreviewed(sql: Sql, pull: PullKey, head: string): Promise<Unreviewed | undefined> {
  const values = [pull.repository, pull.number, head, pullName(pull)];
  const [row] = await sql.query<Unreviewed>(unreviewedSql, values);
  return row;
}

const unreviewedSql = `
select count(*)::int as ends, coalesce(max(j.ended_at), 0)::float8 as "lastAt", (
  select jsonb_build_object('id', id, 'code', problem ->> 'code', 'acceptedAt', accepted_at) from galley.jobs
  where lane = 'review' and key = $4 and head = $3 and state = 'dead' order by touched_at desc limit 1
) as dead
from galley.deliveries d join galley.jobs j on j.id = d.job
where j.lane = 'review' and j.key = $4 and d.head = $3 and d.ended is not null
having not exists (
  select from galley.reviews where repository = $1 and number = $2 and head = $3
) and not exists (
  select from galley.pulls where repository = $1 and number = $2 and is_paused
) and not exists (
  select from galley.jobs where lane = 'review' and key = $4 and (
    state in ('waiting', 'again') or (head = $3 and state = 'active' and superseded is null))
)`;

/** As JobStore says. */
export async function findInvalidBase(sql: Sql, pull: PullKey, head: string): Promise<string | undefined> {
  const [last] = await sql.query<{ configuration: string; base: string }>(
    `select configuration, record ->> 'base' as base from galley.reviews
     where repository = $1 and number = $2 and head = $3 order by ended_at desc limit 1`,
    [pull.repository, pull.number, head],
  );
  return last?.configuration === 'invalid' ? last.base : undefined;
}

/** As JobStore says. */
export async function findWithoutModel(
  sql: Sql,
  pull: PullKey,
  head: string,
): Promise<WithoutModel | undefined> {
  const values = [pull.repository, pull.number, head];
  const [row] = await sql.query<WithoutModel>(withoutModelSql, values);
  return row;
}

const isAway = `(record ->> 'isModelAway')::boolean is true`;

const withoutModelSql = `
select count(*) filter (where ${isAway})::int as tries, max(ended_at)::float8 as "lastAt"
from galley.reviews where repository = $1 and number = $2 and head = $3
having (array_agg(${isAway} order by ended_at desc))[1]`;

/** As JobStore says. */
export async function listLeftHeads(sql: Sql, pull: PullKey, head: string): Promise<readonly string[]> {
  const rows = await sql.query<{ head: string }>(leftHeadsSql, [
    ...[pull.repository, pull.number, head],
    pullName(pull),
  ]);
  return rows.map((row) => row.head);
}

const leftHeadsSql = `
select d.head from galley.deliveries d join galley.jobs j on j.id = d.job
where j.lane = 'review' and j.key = $4 and d.head <> $3 and j.touched_at > coalesce(
  (select max(r.ended_at) from galley.reviews r where r.repository = $1 and r.number = $2), 0)
group by d.head order by max(d.at) desc, d.head limit 3`;
