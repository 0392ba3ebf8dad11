import { join } from 'node:path';
import type { Settings } from '../../config/schema.ts';
import { silentLog, type Log } from '../../log.ts';
import type { DiskCalibrationStore } from '../../model/calibration/create-calibration-store.ts';
import type { CalibrationTable } from '../../probe/calibration.ts';
import { cacheDirectory } from './open-cache.ts';
import { packageFile } from './package-files.ts';

/**
 * The shipped tables and, beside the cache, those that `galley doctor --grade` made. Opened by the first question: what
 * checks them takes longer to load than an empty change to review.
 */
export function openCalibrations(settings: Settings, log: Log): DiskCalibrationStore {
  let opening: Promise<DiskCalibrationStore> | undefined;
  const open = async (): Promise<DiskCalibrationStore> => {
    const { createCalibrationStore } = await import('../../model/calibration/create-calibration-store.ts');
    return createCalibrationStore({
      shippedDirectory: packageFile('calibration'),
      ownDirectory: join(cacheDirectory(settings), 'calibration'),
      log,
    });
  };
  const store = (): Promise<DiskCalibrationStore> => (opening ??= open());
  return {
    tablesFor: async (card) => (await store()).tablesFor(card),
    keep: async (table) => (await store()).keep(table),
  };
}

/** What was measured before Galley was packed, by model. */
export async function shippedTables(): Promise<readonly CalibrationTable[]> {
  const { readTables } = await import('../../model/calibration/create-calibration-store.ts');
  return (await readTables(packageFile('calibration'), silentLog)).map(({ table }) => table);
}
