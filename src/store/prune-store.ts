import type { Operations } from './operations.ts';

const dayMs = 86_400_000;

/** Deletes what ended before; dead jobs stay, and their deliveries. Numbers that grow are kept. */
export async function pruneStore({ database, queue, now }: Operations, days: number): Promise<void> {
  await database.transaction(async (sql) => {
    const [row] = await sql.query<{ at: number }>(
      'select (galley.clock($1::bigint) - $2::bigint)::float8 as at',
      [now(), Math.round(days * dayMs)],
    );
    const limit = row?.at ?? 0;
    await sql.query(
      `delete from galley.jobs where touched_at < $1::bigint and state not in ('waiting', 'again', 'active', 'dead')`,
      [limit],
    );
    await sql.query('delete from galley.reviews where ended_at < $1::bigint', [limit]);
    await sql.query(deleteDeliveries, [limit]);
    await sql.query('delete from galley.ended_sessions where kept_until < galley.clock($1::bigint)', [now()]);
    await sql.query(
      `delete from galley.pulls p where last_at < $1::bigint and not is_paused
       and not exists (select from galley.jobs j where j.repository = p.repository and j.number = p.number)`,
      [limit],
    );
  });
  await queue.clear();
  await database.tidy();
}

const deleteDeliveries = `
with gone as (
  delete from galley.deliveries d
  where at < $1::bigint and ended <> 'dead' and not exists (select from galley.jobs j where j.id = d.job)
  returning ended
)
insert into galley.tally (day, kind, name, amount)
select '', 'delivery', ended, count(*) from gone group by ended order by ended
on conflict (day, kind, name) do update set amount = tally.amount + excluded.amount`;
