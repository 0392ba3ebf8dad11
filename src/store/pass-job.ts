import type { Errand } from '../review/jobs/errand.ts';
import { laneOfErrand } from '../review/jobs/lane-of-errand.ts';
import { endHeld, putNext, withHeld, type JobName } from './end-job.ts';
import type { Operations } from './operations.ts';
import { writeJson } from './write-json.ts';

/** The same job in the lane of another errand: it stands there as one that was accepted now. */
export async function passJob(operations: Operations, job: JobName, errand: Errand): Promise<void> {
  const { queue, now } = operations;
  const lane = laneOfErrand(errand);
  await withHeld(operations, job, async (row, sql) => {
    if (row.superseded !== null) return endHeld(operations, sql, row, 'superseded', {});
    await queue.done(row.turn, row.lane, sql);
    const [passed] = await sql.query<{ turn: string | null }>(passSql, [
      row.id,
      lane,
      writeJson(errand),
      now(),
    ]);
    const { failures } = row;
    if (passed?.turn) await queue.put([{ turn: passed.turn, job: row.id, lane, failures }], sql);
    await putNext(operations, sql, row);
  });
}

/** Nobody else has its key now. One of the same lane and key that is under way gives it a turn when it ends. */
const passSql = `
update galley.jobs j set lane = $2, errand = $3::jsonb, state = 'waiting', worker = null, progress = null, problem = null,
  due_at = galley.clock($4::bigint), touched_at = galley.clock($4::bigint),
  turn = case when not exists (
    select from galley.jobs o where o.lane = $2 and o.key = j.key and o.state = 'active'
  ) then gen_random_uuid() end
where j.id = $1 returning turn`;
