import type { PullKey } from '../review/jobs/errand.ts';
import type { WithoutModel } from '../review/jobs/job-store.ts';
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
