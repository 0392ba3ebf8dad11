import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { GalleyError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import type { CalibrationTable } from '../../probe/calibration.ts';
import { probeId } from '../../prompt/probe/prompt.ts';
import type { CalibrationStore } from '../../review/ports.ts';
import { isCode, writeWhole } from '../cache/atomic-file.ts';
import { matchesCard } from './matches-card.ts';
import { parseCalibration } from './parse-calibration.ts';
import { shippedSource } from './shipped-source.ts';
import { tableName } from './table-name.ts';

export interface CalibrationStoreOptions {
  /** Tables that come with Galley; need not exist. */
  readonly shippedDirectory: string;
  /** The operator's own; made when the first table is kept. */
  readonly ownDirectory: string;
  readonly log: Log;
}

export interface DiskCalibrationStore extends CalibrationStore {
  /** Keeps a table of the operator's own in place of an older one of the same model; answers where. Throws `cannot-write`. */
  keep(table: CalibrationTable): Promise<string>;
}

/** Far above any real table: 200 probes of 300 scores have less than 1 MiB. */
const maxBytes = 4 * 2 ** 20;
const mostFiles = 200;

/** Calibration tables on disk. A broken file or folder costs a warning that names it, never a review. */
export function createCalibrationStore(options: CalibrationStoreOptions): DiskCalibrationStore {
  const { shippedDirectory, ownDirectory, log } = options;
  const own = once(async () => {
    const files = await readTables(ownDirectory, log);
    return files
      .sort((a, b) => b.changedMs - a.changedMs)
      .map(({ table, path }) => ({ table, source: path }));
  });
  const shipped = once(async () => {
    const files = await readTables(shippedDirectory, log);
    return files.map(({ table }) => ({ table, source: shippedSource }));
  });
  return {
    tablesFor: async (card) =>
      [...(await own()), ...(await shipped())].filter(({ table }) => matchesCard(table, card)),
    keep: (table) => keepTable(join(ownDirectory, tableName(table.key)), table),
  };
}

function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => (loading ??= load());
}

export interface TableFile {
  readonly table: CalibrationTable;
  readonly path: string;
  readonly changedMs: number;
}

/** The tables of one folder, by their files' names, those of other prompts left out; none where there is no folder. */
export async function readTables(directory: string, log: Log): Promise<TableFile[]> {
  const found: TableFile[] = [];
  for (const name of await namesIn(directory, log)) {
    const path = join(directory, name);
    const file = await readTable(path);
    if (typeof file === 'string') {
      log.warn('A calibration table is not used: delete it, or make a new one with galley doctor --grade', {
        file: path,
        why: file,
      });
    } else if (file.table.promptVersion === probeId.version) found.push(file);
    else log.info('A calibration table of another prompt is not used', { file: path });
  }
  return found;
}

async function namesIn(directory: string, log: Log): Promise<string[]> {
  try {
    const names = await readdir(directory);
    return names
      .filter((name) => name.endsWith('.json'))
      .sort()
      .slice(0, mostFiles);
  } catch (error) {
    if (!isCode(error, 'ENOENT'))
      log.warn('Calibration tables cannot be read', { folder: directory, error: String(error) });
    return [];
  }
}

/** The reason in words when it cannot be used. */
async function readTable(path: string): Promise<TableFile | string> {
  try {
    const facts = await stat(path);
    if (!facts.isFile()) return 'it is not a file';
    if (facts.size > maxBytes) return `it is larger than ${maxBytes / 2 ** 20} MiB`;
    const parsed = parseCalibration(await readFile(path, 'utf8'));
    return parsed.ok ? { table: parsed.table, path, changedMs: facts.mtimeMs } : parsed.problem;
  } catch (error) {
    return `it cannot be read (${error instanceof Error && 'code' in error ? String(error.code) : String(error)})`;
  }
}

async function keepTable(path: string, table: CalibrationTable): Promise<string> {
  try {
    await writeWhole(path, `${JSON.stringify(table, null, 1)}\n`);
    return path;
  } catch (cause) {
    throw new GalleyError('cannot-write', {
      what: `Can't keep the calibration table ${path}`,
      why: `The system says ${(cause as NodeJS.ErrnoException).code ?? String(cause)}.`,
      todo: 'Name a folder that can be written: --cache-directory DIR. What was measured is not asked again.',
      cause,
    });
  }
}
