import type { JobState, Page, Paged, PullRow, RepositoryRow } from '../../review/jobs/job-records.ts';
import type { ReviewRecord } from '../../review/jobs/job-store.ts';
import type { Sql } from '../database.ts';
import { orUndefined } from './or-undefined.ts';

/** The last touched first. */
export async function listRepositories(sql: Sql, page: Page): Promise<Paged<RepositoryRow>> {
  const rows = await sql.query<RepositoryRow & { total: number }>(
    `select repository, count(*)::int as pulls, sum(reviews)::int as reviews, max(last_at)::float8 as "lastAt",
       (count(*) over ())::int as total
     from galley.pulls group by repository order by max(last_at) desc, repository limit $1 offset $2`,
    [page.limit, page.offset],
  );
  const total = rows[0]?.total ?? (await countRepositories(sql));
  return {
    rows: rows.map(({ repository, pulls, reviews, lastAt }) => ({ repository, pulls, reviews, lastAt })),
    total,
  };
}

async function countRepositories(sql: Sql): Promise<number> {
  const [row] = await sql.query<{ total: number }>(
    'select count(distinct repository)::int as total from galley.pulls',
    [],
  );
  return row?.total ?? 0;
}

interface Row {
  readonly number: number;
  readonly is_paused: boolean;
  readonly last_at: number;
  readonly state: JobState | null;
  readonly verdict: ReviewRecord['verdict'] | null;
  readonly url: string | null;
}

/** The last touched first; those that were only closed or paused have no job and are left out. */
export async function listPulls(sql: Sql, repository: string, page: Page): Promise<Paged<PullRow>> {
  const [counted] = await sql.query<{ total: number }>(
    'select count(*)::int as total from galley.pulls where repository = $1 and last_job is not null',
    [repository],
  );
  const rows = await sql.query<Row>(
    `select p.number, p.is_paused, p.last_at::float8 as last_at, j.state, r.verdict, r.record ->> 'url' as url
     from (
       select * from galley.pulls where repository = $1 and last_job is not null
       order by last_at desc, number limit $2 offset $3
     ) p
     left join galley.jobs j on j.id = p.last_job left join galley.reviews r on r.job = p.review
     order by p.last_at desc, p.number`,
    [repository, page.limit, page.offset],
  );
  return { rows: rows.map((row) => pullOf(repository, row)), total: counted?.total ?? 0 };
}

function pullOf(repository: string, row: Row): PullRow {
  return {
    pull: { repository, number: row.number },
    isPaused: row.is_paused,
    lastAt: row.last_at,
    lastState: row.state ?? 'ignored',
    verdict: orUndefined(row.verdict),
    url: orUndefined(row.url),
  };
}
