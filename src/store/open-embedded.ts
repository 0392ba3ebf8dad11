import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PGlite, Transaction } from '@electric-sql/pglite';
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

interface Opened {
  readonly pg: PGlite;
  readonly abandon: () => void;
}

/**
 * PostgreSQL inside this process, its files in `folder`, for which nobody but this user has rights.
 *
 * It is opened again after it broke (a full disk, a read-only folder). Throws GalleyError `store-unavailable` where
 * another process has the folder, or it cannot be written.
 */
export async function openEmbedded(folder: string, log: Log, events?: DiskEvents): Promise<Database> {
  const lock = claim(folder);
  let opened: Opened | undefined;
  let opening: Promise<Opened> | undefined;
  let brokeAt = 0;
  let transactions = 0;

  const open = async (): Promise<Opened> => {
    if (opened) return opened;
    if (Date.now() - brokeAt < reopenMs)
      throw new Error('the embedded database broke and is opened again soon');
    opening ??= startDatabase(folder, events).finally(() => (opening = undefined));
    try {
      return (opened = await opening);
    } catch (error) {
      brokeAt = Date.now();
      throw error;
    }
  };
  const ask = async <T>(work: (pg: PGlite) => Promise<T>): Promise<T> => {
    let current: Opened | undefined;
    try {
      current = await open();
      return await work(current.pg);
    } catch (error) {
      if (current && isBroken(error) && opened === current) {
        log.warn('the embedded database broke', { error: String(error).slice(0, 200) });
        opened = undefined;
        brokeAt = Date.now();
        current.abandon();
      }
      throw storeError(error);
    }
  };
  const checkpoint = async (): Promise<void> => {
    transactions = 0;
    await ask((pg) => pg.exec('checkpoint'));
  };

  try {
    await open();
  } catch (error) {
    lock.release();
    throw storeError(error);
  }
  return {
    isOwn: true,
    query: (text, values) => ask((pg) => run(pg, text, values)),
    async transaction(work) {
      const result = await ask((pg) => pg.transaction((tx) => work(sqlOf(tx))));
      transactions += 1;
      // Nobody waits for it: what was committed is on the disk already.
      if (transactions >= checkpointAfter) await checkpoint().catch(() => undefined);
      return result;
    },
    alone: (work) => work(),
    async tidy() {
      await ask((pg) => pg.exec('vacuum (analyze)'));
      await checkpoint();
    },
    async close() {
      const last = opened;
      opened = undefined;
      brokeAt = Number.POSITIVE_INFINITY;
      try {
        await last?.pg.exec('checkpoint').catch(() => undefined);
        await last?.pg.close();
      } finally {
        last?.abandon();
        lock.release();
      }
    },
  };
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
    return { pg: await Pg.create({ fs: files, startParams, relaxedDurability: false }), abandon };
  } catch (error) {
    abandon();
    throw error;
  }
}

function sqlOf(tx: Transaction): Sql {
  return { query: (text, values) => run(tx, text, values) };
}

async function run<Row>(
  pg: Pick<PGlite, 'query' | 'exec'>,
  text: string,
  values: readonly unknown[] | undefined,
): Promise<Row[]> {
  if (values !== undefined) return (await pg.query<Row>(text, [...values])).rows;
  try {
    return ((await pg.exec(text)).at(-1)?.rows ?? []) as Row[];
  } catch (error) {
    // The text may have begun a transaction of its own.
    await pg.exec('rollback').catch(() => undefined);
    throw error;
  }
}

/** An answer of PostgreSQL leaves it usable, unless it says that it ends. */
function isBroken(error: unknown): boolean {
  const { severity } = error as { severity?: string };
  return sqlState(error) === undefined || severity === 'PANIC' || severity === 'FATAL';
}
