import type { Operations } from './operations.ts';
import { putBackJob } from './end-job.ts';

const lost = { code: 'worker-lost', what: 'The worker stopped before the job was done' };

/** Jobs whose lease ran out wait again, each with one try less; `everyone`: all that are under way. */
export async function reapJobs(operations: Operations, everyone: boolean): Promise<number> {
  const { database, now, log } = operations;
  const rows = await database.query<{ id: string; fence: number; worker: string }>(
    `select id, fence::float8 as fence, worker from galley.jobs
     where state = 'active' and ($1 or lease_until <= galley.clock($2::bigint))`,
    [everyone, now()],
  );
  for (const row of rows) {
    log.warn('a job has lost its worker', { job: row.id, worker: row.worker });
    await putBackJob(operations, row, lost);
  }
  return rows.length;
}
