import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { packDatabase } from '../../../scripts/build/pack-database.ts';
import { silentLog } from '../../../src/log.ts';
import type { Database } from '../../../src/store/database.ts';
import { openEmbedded } from '../../../src/store/embedded/open-embedded.ts';
import { migrate } from '../../../src/store/migrate.ts';

const folder = mkdtempSync(join(tmpdir(), 'store-'));
const template = join(folder, 'template.br');
beforeAll(() => packDatabase(join(import.meta.dirname, '../../..'), template), 180_000);

describe('the embedded database is tidied', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openEmbedded({ folder: join(folder, 'data'), template }, silentLog);
    await migrate(database);
    // What made it has left more than that.
    await database.tidy();
    return () => database.close();
  });

  /** Names of those that were looked at since the statistics were reset. */
  async function tidied(): Promise<readonly string[]> {
    const rows = await database.query<{ name: string }>(
      "select relname as name from pg_stat_all_tables where vacuum_count > 0 and schemaname <> 'pg_toast' order by 1",
    );
    return rows.map(({ name }) => name);
  }

  /** What many turns of one pull request leave behind. */
  async function wear(): Promise<void> {
    await database.query('select pg_stat_reset(), pg_stat_force_next_flush()');
    await database.query(
      "insert into galley.turns (name, began_at) values ('x', 0) on conflict (name) do update set began_at = 0",
    );
    for (let times = 0; times < 60; times++)
      await database.transaction((sql) => sql.query('update galley.turns set began_at = began_at + 1', []));
  }

  it('where many rows are dead, and nowhere else', async () => {
    await wear();
    await database.tidy();
    expect(await tidied()).toEqual(['turns']);
    const [row] = await database.query<{ dead: number }>(
      "select n_dead_tup::int as dead from pg_stat_all_tables where relname = 'turns'",
    );
    expect(row?.dead).toBe(0);
    await database.query('select pg_stat_reset(), pg_stat_force_next_flush()');
    await database.tidy();
    expect(await tidied()).toEqual([]);
  });

  it('and lets others in between two tables', async () => {
    await wear();
    let isTidy = false;
    const done = database.tidy().then(() => (isTidy = true));
    let answers = 0;
    for (; !isTidy; answers++) await database.query('select 1');
    await done;
    // After the search for tables, and after the table.
    expect(answers).toBeGreaterThanOrEqual(2);
  });
});
