import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { matchesCard } from '../../src/model/calibration/matches-card.ts';
import type { CalibrationTable } from '../../src/probe/calibration.ts';
import type { CalibrationStore, FoundTable } from '../../src/review/ports.ts';

const shipped = join(import.meta.dirname, '../../src/probe/tables');

/** Calibration tables of these files; of none, those of the source tree. Throws what reading and JSON say of a broken one. */
export function readTables(files: readonly string[]): FoundTable[] {
  const own = existsSync(shipped) ? readdirSync(shipped).filter((name) => name.endsWith('.json')) : [];
  const chosen = files.length > 0 ? files : own.sort().map((name) => join(shipped, name));
  return chosen.map((file) => ({
    table: JSON.parse(readFileSync(file, 'utf8')) as CalibrationTable,
    source: basename(file),
  }));
}

/** Those that were measured on weights like those of the card. */
export function tablesOf(tables: readonly FoundTable[]): CalibrationStore {
  return {
    tablesFor: async (card) => tables.filter(({ table }) => matchesCard(table, card)),
  };
}
