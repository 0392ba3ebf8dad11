import { expect, it } from 'vitest';
import type { Sql } from '../../../src/store/database.ts';
import { migrate } from '../../../src/store/migrate.ts';

it('refuses a database that a newer Galley has written, with a remedy that is there', async () => {
  const asked: string[] = [];
  const sql = {
    query: async (text: string) => {
      asked.push(text);
      return text.startsWith('select version') ? [{ version: 999 }] : [];
    },
  } as Sql;
  const database = { transaction: <T>(work: (sql: Sql) => Promise<T>) => work(sql) };
  const error = await migrate(database as never).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: 'store-unavailable', why: expect.stringContaining('999') as string });
  // It is not on npm: a name there may be a stranger's.
  expect(error).toMatchObject({ todo: expect.not.stringContaining('npm install') as string });
  expect(asked.filter((text) => /create table galley\.jobs|^update/.test(text))).toEqual([]);
});
