import { silentLog, type Log } from '../log.ts';
import type { JobRecords } from '../review/jobs/job-records.ts';
import type { JobStore } from '../review/jobs/job-store.ts';
import type { UseTally } from '../review/jobs/use-tally.ts';
import type { WorkerBoard } from '../review/jobs/worker-board.ts';
import type { Database } from './database.ts';
import type { DiskEvents } from './embedded/durable-files.ts';
import { createEndedSessions, type EndedSessions } from './ended-sessions.ts';
import { createJobStore } from './create-job-store.ts';
import { migrate } from './migrate.ts';
import { openEmbedded } from './embedded/open-embedded.ts';
import { openQueue } from './open-queue.ts';
import { openServer } from './open-server.ts';
import { createRecords } from './records/create-records.ts';
import { storeError } from './unavailable.ts';
import { createUseTally } from './use-tally.ts';
import { createWorkerBoard } from './worker-board.ts';

export type StoreOptions = (
  | {
      /** For files that nobody else reads; made where it is missing. */
      readonly folder: string;
      /** File with the empty database that a new folder gets; without it one is made, which takes long. */
      readonly template?: string | undefined;
    }
  | { /** `postgres://user:password@host/database` */ readonly databaseUrl: string }
) & {
  /**
   * Milliseconds since 1970. Without it the database's own clock counts, as it must where several hosts share one: theirs
   * differ.
   */
  readonly clock?: () => number;
  /** After so many failed tries a job is dead; 5 without it. */
  readonly tries?: number;
  /**
   * Until the second try, at least; doubled before each later one. Where a job loses its worker again and again, of the
   * first pause. Whole seconds; 15 without it, 0: at once.
   */
  readonly backoffSeconds?: number;
  readonly log?: Log;
  /** What happens at the disk of the embedded database: for tests. */
  readonly disk?: DiskEvents;
};

export interface Store {
  readonly jobs: JobStore;
  readonly records: JobRecords;
  readonly workers: WorkerBoard;
  readonly uses: UseTally;
  readonly endedSessions: EndedSessions;
  /** Throws GalleyError `store-unavailable` where the database does not answer. */
  readonly ping: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Opens the queue of the app and its records, on PostgreSQL embedded in this process or on a server, and brings its
 * tables to this version.
 *
 * Throws GalleyError `store-unavailable`: the server does not answer, or the folder cannot be written; `store-in-use`:
 * another process has the folder.
 */
export async function createStore(options: StoreOptions): Promise<Store> {
  const { log = silentLog, tries = 5, backoffSeconds = 15, clock } = options;
  const database =
    'folder' in options
      ? await openEmbedded({ ...options, events: options.disk }, log)
      : await openServer(options.databaseUrl, log);
  try {
    const queue = await database.alone(async () => {
      await migrate(database);
      return openQueue(database, { tries, backoffSeconds }, log);
    });
    const now = (): number | null => (clock ? Math.floor(clock()) : null);
    const jobs = createJobStore({ database, queue, now, tries, backoffSeconds, log });
    if (database.isOwn) await jobs.reapAll();
    const close = once(async () => {
      await queue.close();
      await database.close();
    });
    return {
      jobs: { ...jobs, close },
      records: createRecords(database, now),
      workers: createWorkerBoard(database, now),
      uses: createUseTally(database, now),
      endedSessions: createEndedSessions({ database }),
      ping: () => ping(database),
      close,
    };
  } catch (error) {
    await database.close().catch(() => undefined);
    throw storeError(error);
  }
}

async function ping(database: Database): Promise<void> {
  await database.query('select 1 from galley.version', []);
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= work());
}
