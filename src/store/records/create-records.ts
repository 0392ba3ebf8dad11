import type { JobRecords } from '../../review/jobs/job-records.ts';
import type { Sql } from '../database.ts';
import { listJobs, readJob } from './list-jobs.ts';
import { listPulls, listRepositories } from './list-pulls.ts';
import { overview } from './overview.ts';
import { totals } from './totals.ts';
import { trends } from './trends.ts';

/** `now`: milliseconds since 1970; null: of the database. */
export function createRecords(sql: Sql, now: () => number | null): JobRecords {
  return {
    overview: () => overview(sql, now()),
    repositories: (page) => listRepositories(sql, page),
    pulls: (repository, page) => listPulls(sql, repository, page),
    jobs: (filter, page) => listJobs(sql, filter, page),
    job: (id) => readJob(sql, id),
    trends: (days) => trends(sql, days, now()),
    totals: () => totals(sql),
  };
}
