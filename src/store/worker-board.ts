import type { ModelSeen, WorkerBoard } from '../review/jobs/worker-board.ts';
import type { Sql } from './database.ts';
import { plainText, writeJson } from './write-json.ts';

/** Rows of processes that were killed go after that. */
const keptMs = 86_400_000;

/** `now`: milliseconds since 1970; null: of the database. */
export function createWorkerBoard(sql: Sql, now: () => number | null): WorkerBoard {
  return {
    async tell(name, model) {
      await sql.query(tellSql, [
        plainText(name),
        model === undefined ? null : writeJson(model),
        now(),
        keptMs,
      ]);
    },
    async leave(name) {
      await sql.query('delete from galley.workers where name = $1', [plainText(name)]);
    },
    async list(withinMs) {
      const rows = await sql.query<{ name: string; model: ModelSeen | null }>(listSql, [now(), withinMs]);
      return rows.map(({ name, model }) => ({ name, model: model ?? undefined }));
    },
  };
}

const tellSql = `
with moment as (select galley.clock($3::bigint) as now_ms), gone as (
  delete from galley.workers where name <> $1 and seen_at < (select now_ms from moment) - $4::bigint
)
insert into galley.workers (name, model, seen_at) select $1, $2::jsonb, now_ms from moment
on conflict (name) do update set model = excluded.model, seen_at = excluded.seen_at`;

const listSql = `
select name, model from galley.workers where seen_at > galley.clock($1::bigint) - $2::bigint order by name`;
