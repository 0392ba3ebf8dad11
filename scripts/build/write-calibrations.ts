import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCalibration } from '../../src/model/calibration/parse-calibration.ts';
import type { CalibrationTable } from '../../src/probe/calibration.ts';

const folder = 'src/probe/tables';

/** Copies the shipped calibration tables, checked and without spaces. Throws when one of them is broken. */
export function writeCalibrations(root: string, target: string): void {
  mkdirSync(target, { recursive: true });
  for (const { name, table } of readShippedTables(root))
    writeFileSync(join(target, name), JSON.stringify(table));
}

/** The shipped tables, by their files' names; none where nothing was measured yet. */
export function readShippedTables(
  root: string,
): { readonly name: string; readonly table: CalibrationTable }[] {
  const directory = join(root, folder);
  if (!existsSync(directory)) return [];
  const names = readdirSync(directory).filter((name) => name.endsWith('.json'));
  return names.sort().map((name) => {
    const parsed = parseCalibration(readFileSync(join(directory, name), 'utf8'));
    if (parsed.ok) return { name, table: parsed.table };
    throw new Error(`${folder}/${name}: ${parsed.problem}`);
  });
}
