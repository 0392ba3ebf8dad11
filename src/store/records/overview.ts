import type { Overview } from '../../review/jobs/job-records.ts';
import type { Sql } from '../database.ts';
import { orUndefined } from './or-undefined.ts';

const dayMs = 86_400_000;

interface Row {
  readonly waiting: number;
  readonly active: number;
  readonly dead: number;
  readonly oldest: number | null;
  readonly reviews: number;
  readonly median: number | null;
  readonly p95: number | null;
}

export async function overview(sql: Sql, now: number | null): Promise<Overview> {
  const [row] = await sql.query<Row>(overviewSql, [now, dayMs]);
  return {
    waiting: row?.waiting ?? 0,
    active: row?.active ?? 0,
    dead: row?.dead ?? 0,
    oldestDueAt: orUndefined(row?.oldest),
    reviews: row?.reviews ?? 0,
    medianMs: orUndefined(row?.median),
    p95Ms: orUndefined(row?.p95),
  };
}

const overviewSql = `
with moment as (select galley.clock($1::bigint) as now_ms)
select
  (select count(*)::int from galley.jobs where state in ('waiting', 'again')) as waiting,
  (select count(*)::int from galley.jobs where state = 'active') as active,
  (select count(*)::int from galley.jobs where state = 'dead') as dead,
  (select min(due_at)::float8 from galley.jobs
   where state in ('waiting', 'again') and due_at <= (select now_ms from moment)) as oldest,
  recent.*
from (
  select count(*)::int as reviews,
    percentile_cont(0.5) within group (order by ms) as median,
    percentile_cont(0.95) within group (order by ms) as p95
  from galley.reviews where ended_at > (select now_ms from moment) - $2::bigint
) recent`;
