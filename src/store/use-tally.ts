import type { UseTally } from '../review/jobs/use-tally.ts';
import type { Sql } from './database.ts';
import { plainText } from './write-json.ts';

/** `now`: milliseconds since 1970; null: of the database. */
export function createUseTally(sql: Sql, now: () => number | null): UseTally {
  return {
    async count({ model, tokens: { prompt, reply }, seconds, verdict }) {
      const name = model === undefined ? null : plainText(model);
      await sql.query(countSql, [now(), name, prompt, reply, seconds, verdict ?? null]);
    },
  };
}

/** In the order in which `galley.count_review` counts: two that wait for each other would wait for ever. */
const countSql = `
insert into galley.tally (day, kind, name, amount)
select to_char(to_timestamp(galley.clock($1::bigint) / 1000.0) at time zone 'UTC', 'YYYY-MM-DD'), kind, name, amount
from (values
  ('model-prompt', $2::text, $3::float8), ('model-reply', $2::text, $4::float8), ('model-seconds', $2::text, $5::float8),
  ('tokens', '', $3::float8 + $4::float8), ('verdict-request', $6::text, 1::float8)
) counted (kind, name, amount)
where name is not null order by kind, name
on conflict (day, kind, name) do update set amount = tally.amount + excluded.amount`;
