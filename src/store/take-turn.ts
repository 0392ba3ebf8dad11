import type { Operations } from './operations.ts';

/** As JobStore says. */
export async function takeTurn({ database, now }: Operations, name: string, restMs: number): Promise<number> {
  const [row] = await database.query<{ wait: number }>(takeSql, [name, now(), Math.round(restMs)]);
  return row?.wait ?? 0;
}

/** One that began in the future did so before the clock was set back. */
const takeSql = `
with asked as (
  select galley.clock($2::bigint) as at
), taken as (
  insert into galley.turns as turn (name, began_at) select $1, at from asked
  on conflict (name) do update set began_at = excluded.began_at
  where turn.began_at <= excluded.began_at - $3::bigint or turn.began_at > excluded.began_at
  returning 1
)
select (began_at + $3::bigint - asked.at)::float8 as wait from galley.turns, asked
where name = $1 and not exists (select from taken)`;
