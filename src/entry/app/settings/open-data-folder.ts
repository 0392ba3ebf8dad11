import { randomUUID } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { GalleyError } from '../../../errors.ts';

/**
 * Makes the folder of the app, for this user alone, and tries whether something can be kept there.
 *
 * @throws GalleyError `cannot-write`
 */
export async function openDataFolder(folder: string): Promise<void> {
  const trial = join(folder, `.galley-${randomUUID()}`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = await open(trial, 'wx', 0o600);
    try {
      await file.writeFile('galley');
      await file.sync();
    } finally {
      await file.close();
      await rm(trial, { force: true });
    }
  } catch (error) {
    throw new GalleyError('cannot-write', {
      what: `The data folder ${folder} can't be used`,
      why: `${(error as Error).message}.`,
      todo: 'Make it writable, or name another one: export GALLEY_DATA=FOLDER',
      cause: error,
    });
  }
}
