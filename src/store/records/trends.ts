import type { TrendDay } from '../../review/jobs/job-records.ts';
import type { Sql } from '../database.ts';

type Row = Omit<TrendDay, 'medianMs'> & { readonly median: number | null };

/** The last `days` days in UTC, today included. */
export async function trends(sql: Sql, days: number, now: number | null): Promise<readonly TrendDay[]> {
  const rows = await sql.query<Row>(trendsSql, [now, days]);
  return rows.map(({ median, ...counts }) => ({ ...counts, medianMs: median ?? undefined }));
}

const sumOf = (kinds: string, name = ''): string =>
  `coalesce(sum(t.amount) filter (where t.kind in (${kinds})${name}), 0)::float8`;

const trendsSql = `
with today as (
  select (to_timestamp(galley.clock($1::bigint) / 1000.0) at time zone 'UTC')::date as day
), wanted as (
  select to_char(today.day - back, 'YYYY-MM-DD') as day, extract(epoch from today.day - back)::bigint * 1000 as starts
  from today, generate_series(0, $2::int - 1) back
)
select wanted.day,
  ${sumOf(`'verdict'`)} as reviews,
  ${sumOf(`'verdict'`, ` and t.name = 'incomplete'`)} as incomplete,
  ${sumOf(`'dead'`)} as failed,
  ${sumOf(`'rule-posted'`)} as findings,
  ${sumOf(`'rule-dismissed'`)} as dismissed,
  ${sumOf(`'rule-fixed'`)} as fixed,
  (select percentile_cont(0.5) within group (order by ms) from galley.reviews
   where ended_at >= wanted.starts and ended_at < wanted.starts + 86400000) as median,
  ${sumOf(`'tokens'`)} as tokens
from wanted left join galley.tally t on t.day = wanted.day
group by wanted.day, wanted.starts order by wanted.day`;
