import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import type { Log } from '../log.ts';
import type { Database, Sql } from './database.ts';
import { durableFiles, syncFolder, syncPath } from './durable-files.ts';
import type { DiskEvents } from './durable-files.ts';
import { lockFolder } from './lock-folder.ts';
import { sqlState, storeError } from './unavailable.ts';

/** After so many transactions the log is emptied: nothing else does it in a database of one process. */
const checkpointAfter = 5000;
/** A database that broke is opened again at most so often. */
const reopenMs = 1000;

/**
 * As PGlite starts PostgreSQL, but for `-F`, which forbids to wait for the disk. `fdatasync` is a call that its file
 * system does not have.
 */
const startParams = [
  ...['--single', '-O', '-j'],
  ...['search_path=public', 'exit_on_error=false', 'log_checkpoints=false', 'wal_sync_method=fsync'],
  ...['max_worker_processes=0', 'max_parallel_workers=0', 'max_parallel_workers_per_gather=0'],
  ...['max_parallel_maintenance_workers=0', 'io_method=sync', 'jit=off'],
].flatMap((word) => (word.startsWith('-') ? [word] : ['-c', word]));

/** A database that was opened. */
interface Opened extends Sql {
  readonly pg: PGlite;
  readonly abandon: () => void;
  /** It can only be opened anew: asked again, it might never answer. */
  readonly isBroken: () => boolean;
}

/**
 * PostgreSQL inside this process, its files in `folder`, for which nobody but this user has rights.
 *
 * It is opened again after it broke (a full disk, a read-only folder). Throws GalleyError `store-in-use` where another
 * process has the folder, `store-unavailable` where it cannot be written.
 */
export async function openEmbedded(folder: string, log: Log, events?: DiskEvents): Promise<Database> {
  const lock = claim(folder);
  const inTurn = oneAtATime();
  let opened: Opened | undefined;
  let brokeAt = 0;
  let transactions = 0;

  const open = async (): Promise<Opened> => {
    if (Date.now() - brokeAt < reopenMs)
      throw new Error('the embedded database broke and is opened again soon');
    try {
      return await startDatabase(folder, events);
    } catch (error) {
      brokeAt = Date.now();
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
          brokeAt = Date.now();
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
      await ask((sql) => sql.query('vacuum (analyze)'));
      await checkpoint();
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

/** A new database counts only with the file `made` beside it: one whose making was interrupted is made anew. */
async function startDatabase(folder: string, events: DiskEvents | undefined): Promise<Opened> {
  const place = join(folder, 'database');
  const made = join(folder, 'made');
  if (existsSync(made)) return openAt(place, events);
  rmSync(place, { recursive: true, force: true });
  const opened = await openAt(place, events);
  await opened.pg.exec('checkpoint');
  syncFolder(folder);
  writeFileSync(made, '', { mode: 0o600 });
  syncPath(made);
  syncPath(folder);
  return opened;
}

async function openAt(path: string, events: DiskEvents | undefined): Promise<Opened> {
  const { PGlite: Pg } = await import('@electric-sql/pglite');
  const { files, abandon } = await durableFiles(path, events);
  try {
    const pg = await Pg.create({ fs: files, startParams, relaxedDurability: false });
    return { pg, abandon, ...asking(pg) };
  } catch (error) {
    abandon();
    throw error;
  }
}

function asking(pg: PGlite): Pick<Opened, 'query' | 'isBroken'> {
  const isBroken = stopWhenBroken(pg);
  return {
    isBroken,
    async query<Row>(text: string, values?: readonly unknown[]) {
      if (values !== undefined) return (await pg.query<Row>(text, [...values])).rows;
      try {
        return ((await pg.exec(text)).at(-1)?.rows ?? []) as Row[];
      } catch (error) {
        // Several statements may have begun a transaction of their own.
        if (!isBroken() && text.includes('BEGIN;')) await pg.query('rollback');
        throw error;
      }
    },
  };
}

/**
 * After it could not write its log PostgreSQL ends, but this one has no process that could: asked again, it runs in
 * circles for ever, and PGlite asks it to tidy up after each error. So nothing reaches it any more.
 */
function stopWhenBroken(pg: PGlite): () => boolean {
  let isBroken = false;
  const ask = pg.execProtocolStream.bind(pg);
  pg.execProtocolStream = async (message, options) => {
    if (isBroken) throw new Error('the embedded database could not write to the disk');
    try {
      return await ask(message, options);
    } catch (error) {
      isBroken ||= hasEnded(error);
      throw error;
    }
  };
  return () => isBroken;
}

/** An answer of PostgreSQL leaves it usable, unless it says that it ends. */
function hasEnded(error: unknown): boolean {
  const { severity } = error as { severity?: string };
  return sqlState(error) === undefined || severity === 'PANIC' || severity === 'FATAL';
}
