import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { askPostgres, type Asking } from './ask-postgres.ts';
import { durableFiles, syncFolder, syncPath } from './durable-files.ts';
import type { DiskEvents } from './durable-files.ts';
import { unpackTemplate } from './unpack-template.ts';

/**
 * As PGlite starts PostgreSQL, but for `-F`, which forbids to wait for the disk. `fdatasync` is a call that its file
 * system does not have.
 */
const startParams = [
  ...['--single', '-O', '-j'],
  ...['search_path=public', 'exit_on_error=false', 'log_checkpoints=false', 'wal_sync_method=fsync'],
  ...['max_worker_processes=0', 'max_parallel_workers=0', 'max_parallel_workers_per_gather=0'],
  ...['max_parallel_maintenance_workers=0', 'io_method=sync', 'jit=off'],
  // All of it is touched at each start. Galley's tables are small, and behind them is the system's own cache.
  'shared_buffers=32MB',
].flatMap((word) => (word.startsWith('-') ? [word] : ['-c', word]));

/** A database that was opened. */
export interface Opened extends Asking {
  readonly pg: PGlite;
  readonly abandon: () => void;
}

/** Where an embedded database lies. */
export interface EmbeddedPlace {
  readonly folder: string;
  /** File with an empty database: unpacked it is there ten times as fast as made. */
  readonly template?: string | undefined;
  readonly events?: DiskEvents | undefined;
}

/** A new database counts only with the file `made` beside it: one whose making was interrupted is made anew. */
export async function startDatabase({ folder, template, events }: EmbeddedPlace): Promise<Opened> {
  const place = join(folder, 'database');
  const made = join(folder, 'made');
  if (existsSync(made)) return openAt(place, events);
  rmSync(place, { recursive: true, force: true });
  if (template === undefined) await makeAt(place);
  else unpackTemplate(template, place);
  syncFolder(folder);
  writeFileSync(made, '', { mode: 0o600 });
  syncPath(made);
  syncPath(folder);
  return openAt(place, events);
}

async function makeAt(path: string): Promise<void> {
  const { pg } = await openAt(path, undefined);
  await pg.exec('checkpoint');
  await pg.close();
}

async function openAt(path: string, events: DiskEvents | undefined): Promise<Opened> {
  const { PGlite: Pg } = await import('@electric-sql/pglite');
  const { files, abandon } = await durableFiles(path, events);
  try {
    const pg = await Pg.create({ fs: files, startParams, relaxedDurability: false });
    return { pg, abandon, ...askPostgres(pg) };
  } catch (error) {
    abandon();
    throw error;
  }
}
