import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { scratchName } from './scratch-folder.ts';
import { lastRunName, toLastRun, type DocumentedFile } from './last-run.ts';

/**
 * Remembers what was put in, instead of what the run before did; nothing is forgotten for a run that put in nothing. Throws what
 * the file system throws.
 */
export async function keepLastRun(
  place: { readonly root: string; readonly commonDir: string },
  files: readonly DocumentedFile[],
): Promise<void> {
  if (files.length === 0) return;
  const file = join(place.commonDir, lastRunName);
  const fresh = join(dirname(file), scratchName('last-docs'));
  await mkdir(dirname(file), { recursive: true });
  try {
    await writeFile(fresh, JSON.stringify(toLastRun(place.root, files)), { mode: 0o600 });
    await rename(fresh, file);
  } catch (error) {
    // A full disk: what little there is goes again.
    await rm(fresh, { force: true });
    throw error;
  }
}
