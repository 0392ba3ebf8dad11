import type { Operations } from './operations.ts';
import { loseJob } from './end-job.ts';

const lost = { code: 'worker-lost', what: 'The worker stopped before the job was done' };

/** Nobody asks for a lease that long, in milliseconds: the clock was set back after it was given. */
const mostLeaseMs = 600_000;

/** Jobs whose lease ran out wait again, each with one loss more; `everyone`: all that are under way. */
export async function reapJobs(operations: Operations, everyone: boolean): Promise<number> {
  const { database, queue, now, log } = operations;
  await queue.mend();
  const rows = await database.query<{ id: string; fence: number; worker: string }>(
    `select id, fence::float8 as fence, worker from galley.jobs
     where state = 'active' and ($1 or lease_until <= galley.clock($2::bigint) or lease_until > galley.clock($2::bigint) + $3::bigint)`,
    [everyone, now(), mostLeaseMs],
  );
  for (const row of rows) {
    log.warn('a job has lost its worker', { job: row.id, worker: row.worker });
    await loseJob(operations, row, lost);
  }
  return rows.length;
}
