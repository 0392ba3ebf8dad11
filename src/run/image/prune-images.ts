import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../../log.ts';
import { removeAside } from '../scratch/remove-aside.ts';
import { settingsFile } from './unpack-image.ts';

/** Nothing is unpacked or used for longer without a mark. In milliseconds. */
const restMs = 24 * 3600_000;

/**
 * Removes unpacked images that nobody has used for long, and what killed processes have left. Returns how many.
 *
 * @param folder as unpackImage has it
 * @param mostAgeMs since their last use; those of the last day stay in any case
 */
export async function pruneImages(folder: string, mostAgeMs: number, log: Log): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  let removed = 0;
  for (const name of names.filter((found) => /^[0-9a-f]{32}/.test(found))) {
    const place = join(folder, name);
    const used = await stat(join(place, settingsFile)).catch(() => undefined);
    const found = used ?? (await stat(place).catch(() => undefined));
    const most = used === undefined ? restMs : Math.max(restMs, mostAgeMs);
    if (found === undefined || Date.now() - found.mtimeMs <= most) continue;
    await removeAside(place);
    log.info('an image was removed', { folder: place });
    removed += 1;
  }
  return removed;
}
