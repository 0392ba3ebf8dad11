import type { Sql } from '../database.ts';

/**
 * Tables with so much that is dead, new or not looked at for long that PostgreSQL's own autovacuum would take them: its
 * thresholds are those of the defaults (PostgreSQL's manual, "Automatic Vacuuming"). Without them every table costs its
 * share of a second, in which nobody else is answered.
 */
const wornTables = `
select format('%I.%I', n.nspname, c.relname) as name
from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_stat_all_tables s on s.relid = c.oid
where c.relkind = 'r' and (
  s.n_dead_tup > 50 + 0.2 * greatest(c.reltuples, 0)
  or s.n_ins_since_vacuum > 1000 + 0.2 * greatest(c.reltuples, 0)
  or s.n_mod_since_analyze > 50 + 0.1 * greatest(c.reltuples, 0)
  or age(c.relfrozenxid) > 180000000)
order by 1`;

/** Names, quoted where that is needed. */
export async function findWornTables(sql: Sql): Promise<readonly string[]> {
  // What was changed within the last second is not counted otherwise.
  await sql.query('select pg_stat_force_next_flush()', []);
  const rows = await sql.query<{ name: string }>(wornTables, []);
  return rows.map(({ name }) => name);
}
