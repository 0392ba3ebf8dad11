import type { PullKey } from '../review/jobs/errand.ts';
import type { WithoutModel } from '../review/jobs/job-store.ts';
import { keysOfPull } from '../review/jobs/key-of-errand.ts';
import type { Sql } from './database.ts';

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
    keysOfPull(pull)[0],
  ]);
  return rows.map((row) => row.head);
}

const leftHeadsSql = `
select d.head from galley.deliveries d join galley.jobs j on j.id = d.job
where j.lane = 'review' and j.key = $4 and d.head <> $3 and j.touched_at > coalesce(
  (select max(r.ended_at) from galley.reviews r where r.repository = $1 and r.number = $2), 0)
group by d.head order by max(d.at) desc, d.head limit 3`;
