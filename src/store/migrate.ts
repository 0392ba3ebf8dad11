import { GalleyError } from '../errors.ts';
import type { Database } from './database.ts';
import { acceptSql } from './sql/accept.ts';
import { laterTables, tables, turnsTable } from './sql/tables.ts';
import { workSql } from './sql/work.ts';

/** What each version changes in the tables, the oldest first. Never change one that was released: add another. */
const steps: readonly string[] = [tables, laterTables, turnsTable, ''];

/** Each version puts its own in place; where functions alone have changed, its step is empty. */
const functions = `${acceptSql}${workSql}`;

/**
 * Brings the schema `galley` to the version of this program. Nothing happens where it is there already.
 *
 * Throws GalleyError `store-unavailable` where a newer program has been at the database.
 */
export async function migrate(database: Database): Promise<void> {
  await database.transaction(async (sql) => {
    await sql.query(
      'create schema if not exists galley; create table if not exists galley.version (version integer not null)',
    );
    const [row] = await sql.query<{ version: number }>('select version from galley.version');
    const version = row?.version ?? 0;
    if (version > steps.length) throw tooNew(version);
    if (version === steps.length) return;
    for (const step of [...steps.slice(version), functions]) await sql.query(step);
    await sql.query(
      row ? 'update galley.version set version = $1' : 'insert into galley.version values ($1)',
      [steps.length],
    );
  });
}

function tooNew(version: number): GalleyError {
  return new GalleyError('store-unavailable', {
    what: 'The database was written by a newer Galley',
    why: `its version is ${version}, this program knows ${steps.length}`,
    todo: 'Install the newer version again, or restore a backup of before.',
  });
}
