import { chmodSync, mkdirSync } from 'node:fs';
import type { Log } from '../../log.ts';
import type { Database, Sql } from '../database.ts';
import { findWornTables } from './find-worn-tables.ts';
import { storeError } from '../unavailable.ts';
import { lockFolder } from './lock-folder.ts';
import { startDatabase, type EmbeddedPlace, type Opened } from './start-database.ts';

/** After so many transactions the log is emptied: nothing else does it in a database of one process. */
const checkpointAfter = 5000;
/** A database that broke is opened again at most so often. */
const reopenMs = 1000;

/**
 * PostgreSQL inside this process, its files in a folder for which nobody but this user has rights.
 *
 * It is opened again after it broke (a full disk, a read-only folder). Throws GalleyError `store-in-use` where another
 * process has the folder, `store-unavailable` where it cannot be written.
 */
export async function openEmbedded(place: EmbeddedPlace, log: Log): Promise<Database> {
  const lock = claim(place.folder);
  const inTurn = oneAtATime();
  let opened: Opened | undefined;
  // By a clock that nobody can set.
  let brokeAt = Number.NEGATIVE_INFINITY;
  let transactions = 0;

  const open = async (): Promise<Opened> => {
    if (performance.now() - brokeAt < reopenMs)
      throw new Error('the embedded database broke and is opened again soon');
    try {
      return await startDatabase(place);
    } catch (error) {
      brokeAt = performance.now();
      throw error;
    }
  };
  const ask = <T>(work: (database: Opened) => Promise<T>): Promise<T> =>
    inTurn(async () => {
      try {
        opened ??= await open();
        return await work(opened);
      } catch (error) {
        if (opened?.isBroken() === true) {
          log.warn('the embedded database broke', { error: String(error).slice(0, 200) });
          opened.abandon();
          opened = undefined;
          brokeAt = performance.now();
        }
        throw storeError(error);
      }
    });
  const checkpoint = async (): Promise<void> => {
    transactions = 0;
    await ask((sql) => sql.query('checkpoint', []));
  };

  try {
    await ask((sql) => sql.query('select 1'));
  } catch (error) {
    lock.release();
    throw error;
  }
  return {
    isOwn: true,
    query: (text, values) => ask((sql) => sql.query(text, values)),
    async transaction(work) {
      const result = await ask((sql) => inTransaction(sql, work));
      transactions += 1;
      // What was committed is on the disk already: nothing is lost where this fails.
      if (transactions >= checkpointAfter) await checkpoint().catch(() => undefined);
      return result;
    },
    alone: (work) => work(),
    async tidy() {
      // PostgreSQL's own tables too: nobody else looks after them. One by one, so that deliveries that come meanwhile need
      // not wait for all of them; nor for a checkpoint, which has its own time.
      for (const name of await ask(findWornTables))
        await ask((sql) => sql.query(`vacuum (analyze) ${name}`, []));
    },
    close: () =>
      inTurn(async () => {
        brokeAt = Number.POSITIVE_INFINITY;
        try {
          await opened?.query('checkpoint', []).catch(() => undefined);
          if (opened?.isBroken() === false) await opened.pg.close();
        } finally {
          opened?.abandon();
          opened = undefined;
          lock.release();
        }
      }),
  };
}

/** Runs works one after the other, in the order in which they came. */
function oneAtATime(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  };
}

async function inTransaction<T>(database: Opened, work: (sql: Sql) => Promise<T>): Promise<T> {
  await database.query('begin', []);
  try {
    const result = await work(database);
    await database.query('commit', []);
    return result;
  } catch (error) {
    if (!database.isBroken()) await database.query('rollback', []);
    throw error;
  }
}

function claim(folder: string): ReturnType<typeof lockFolder> {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
    return lockFolder(folder);
  } catch (error) {
    throw storeError(error);
  }
}
