import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { packDatabase } from '../../../scripts/build/pack-database.ts';
import { silentLog } from '../../../src/log.ts';
import { openEmbedded } from '../../../src/store/embedded/open-embedded.ts';
import { migrate } from '../../../src/store/migrate.ts';

const folder = mkdtempSync(join(tmpdir(), 'store-'));
const template = join(folder, 'template.br');
beforeAll(() => packDatabase(join(import.meta.dirname, '../../..'), template), 180_000);

it(
  'lets others in between two tables while the embedded database is tidied',
  { timeout: 60_000 },
  async () => {
    const database = await openEmbedded({ folder: join(folder, 'data'), template }, silentLog);
    await migrate(database);
    const statistics = `
    select c.relname as name from pg_class c join pg_stat_all_tables s on s.relid = c.oid
    where c.relkind = 'r' and s.last_vacuum is not null`;
    let isTidy = false;
    const tidied = database.tidy().then(() => (isTidy = true));
    let answers = 0;
    for (; !isTidy; answers++) await database.query('select 1');
    await tidied;
    const tables = await database.query<{ name: string }>(statistics);
    expect(tables.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['deliveries', 'jobs', 'pg_statistic', 'pulls', 'reviews', 'tally']),
    );
    expect(answers).toBeGreaterThan(tables.length);
    await database.close();
  },
);
