import type { Operations } from './operations.ts';

/** As JobStore says. */
export async function takeTurn({ database, now }: Operations, name: string, restMs: number): Promise<number> {
  const values = [name, now(), Math.round(restMs)];
  if ((await database.query(takeSql, values)).length > 0) return 0;
  // Asked by itself: a statement does not see what was taken since it began.
  const [row] = await database.query<{ wait: number }>(waitSql, values);
  return Math.max(1, row?.wait ?? restMs);
}

/** One that began well in the future did so before the clock was set back. */
const takeSql = `
insert into galley.turns as turn (name, began_at) values ($1, galley.clock($2::bigint))
on conflict (name) do update set began_at = excluded.began_at
where turn.began_at <= excluded.began_at - $3::bigint or turn.began_at > excluded.began_at + 60000
returning 1`;

const waitSql = `
select (began_at + $3::bigint - galley.clock($2::bigint))::float8 as wait from galley.turns where name = $1`;
