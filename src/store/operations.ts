import type { Log } from '../log.ts';
import type { Database } from './database.ts';
import type { Queue } from './open-queue.ts';

/** What every operation needs. */
export interface Operations {
  readonly database: Database;
  readonly queue: Queue;
  /** Milliseconds since 1970; null: of the database. */
  readonly now: () => number | null;
  readonly tries: number;
  /** As in StoreOptions. */
  readonly backoffSeconds: number;
  readonly log: Log;
}
